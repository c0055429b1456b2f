"""The first page of a folder of reports: what was found, where, what was fixed and what is left."""

from __future__ import annotations

from functools import partial
from inspect import cleandoc
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lint.core.messages import in_language
from lint.core.visible_text import visible
from lint.report import words
from lint.report.gauges import alarms, density
from lint.report.page import template

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lint.core.findings import RuleInfo
    from lint.core.report_data import Report
    from lint.report.summary import Page

COLUMNS = 8
"""With more documents than that the table of rules gives totals only."""


def render(
    report: Report, summary: dict[str, Any], found: Mapping[str, RuleInfo], earlier: Sequence[Page] = ()
) -> str:
    """The index of `report`, whose numbers are in `summary` (see `lint.report.summary.summarize`).

    `found` are the rules with findings, by code; `earlier` the documents that are not of this run.
    """
    documents = [document for document in summary["documents"] if "error" not in document]
    return template("index.html.jinja").render(
        t=words.labels(report.language),
        language=report.language,
        documents=documents,
        errors=[
            {"path": document["path"], "error": in_language(file.notice, report.language)}
            for document, file in zip(summary["documents"], report.files, strict=True)
            if file.error
        ],
        earlier=earlier,
        columns=documents if len(documents) <= COLUMNS else [],
        rules=_rules(report, documents, found),
        families=[(family, words.family(family, report.language)) for family in report.quality.densities],
        quality=report.quality,
        alarms=partial(alarms, language=report.language),
        density=density,
        totals={
            "documents": len(documents),
            "characters": sum(document["characters"] for document in documents),
            "findings": summary["summary"]["findings"],
            "fixed": summary["summary"]["fixed"],
            "left": summary["summary"]["left"],
        },
        quote=quote,
        visible=visible,
    )


def _rules(
    report: Report, documents: list[dict[str, Any]], rules: Mapping[str, RuleInfo]
) -> list[dict[str, Any]]:
    """The rules that spoke, the most frequent first, with their manual pages."""
    rows = []
    for code in report.by_code:
        counts = [document["by_code"].get(code) for document in documents]
        manual = rules[code].chinese_manual if report.language == "zh" else ""
        page = cleandoc(manual or rules[code].manual)
        rows.append(
            {
                "code": code,
                "name": words.rule_name(rules[code], report.language),
                "severity": rules[code].severity.value,
                "page": page,
                "counts": counts,
                **{key: sum(c[key] for c in counts if c) for key in ("findings", "fixed", "left")},
            }
        )
    return rows
