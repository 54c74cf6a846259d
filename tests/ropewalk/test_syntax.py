"""Every row of the syntax: Markdown in, HTML and findings out, as the files in `fixtures/syntax/` say."""

from pathlib import Path

import pytest

from tests.ropewalk.rendering import HOST, Case, a_site, cases_in, rendered

FILES = sorted((Path(__file__).parent / "fixtures" / "syntax").glob("*.md"))


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{file.stem}: {case.name}") for file in FILES for case in cases_in(file)]
)
def test_case(case: Case, tmp_path: Path) -> None:
    site = a_site(tmp_path, case.files)
    host = rendered(site)
    findings = [*site.diagnostics, *host.diagnostics]
    assert host.article.html == case.html
    assert sorted(str(found) for found in findings if found.path == HOST) == sorted(case.findings)
