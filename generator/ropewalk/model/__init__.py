"""The frozen values that pass between the stages; one module for each stage that makes them."""
