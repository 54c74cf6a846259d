"""`ropewalk images`: the images that notes may use are made from Debian's packages."""

from __future__ import annotations

import click


@click.command("images", short_help="Make the images that notes may run.")
@click.option("--list", "only_list", is_flag=True, help="Make nothing; say what there is.")
def images_command(*, only_list: bool) -> int:
    """Make all images into Ropewalk's own store, and list what a note may use."""
    from manifestrun.engine import EngineError
    from manifestrun.podman.recipes import PAUSE, RECIPES
    from manifestrun.podman.store import ensure_images, made_images, store_folder

    folder = store_folder()
    try:
        made = made_images(folder) if only_list else ensure_images(folder)
    except EngineError as error:
        click.echo(f"error: {error}", err=True)
        return 2
    for recipe in RECIPES:
        if recipe.image != PAUSE:
            content = made.get(recipe.image, {}).get("content", "not made yet")
            click.echo(f"{recipe.image.removeprefix('docker.io/library/')}\t{content}")
    click.echo(f"They are in {folder}.", err=True)
    return 0
