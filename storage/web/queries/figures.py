"""What the reports say: figures over years and bodies, and their text."""

from __future__ import annotations

from storage.web.queries.query import BODY, ONE_YEAR, YEAR, Query

FIGURES: tuple[Query, ...] = (
    Query(
        "body_over_the_years",
        "One body over the years 历年数据",
        "Applications, refusals, disputes and documents of a body, year by year. Empty means not stated.",
        """
SELECT coalesce(b.name, r.body) AS body, r.year, r.first_published_on,
       max(f.value) FILTER (WHERE f.cell = 'applications.received_new.total') AS received,
       max(f.value) FILTER (WHERE f.cell = 'applications.carried_in.total') AS carried_in,
       max(f.value) FILTER (WHERE f.cell = 'applications.granted.total') AS granted,
       max(f.value) FILTER (WHERE f.cell = 'applications.granted_partly.total') AS granted_partly,
       sum(f.value) FILTER (WHERE f.row_name LIKE 'denied%' AND f.column_name = 'total') AS denied,
       sum(f.value) FILTER (WHERE f.row_name LIKE 'unable%' AND f.column_name = 'total') AS unable,
       sum(f.value) FILTER (WHERE f.row_name LIKE 'rejected%' AND f.column_name = 'total') AS rejected,
       max(f.value) FILTER (WHERE f.cell = 'applications.results_total.total') AS answered,
       max(f.value) FILTER (WHERE f.cell = 'applications.carried_over.total') AS carried_over,
       sum(f.value) FILTER (WHERE f.table_name = 'disputes' AND f.column_name = 'total') AS disputes,
       sum(f.value) FILTER (WHERE f.table_name = 'disputes' AND f.column_name = 'corrected') AS disputes_lost,
       max(f.value) FILTER (WHERE f.cell = 'disclosure.normative_documents.in_force') AS documents_in_force,
       sum(f.doubted) AS doubted_cells, r.id AS report
FROM reports r
LEFT JOIN bodies b ON b.id = r.body_id
LEFT JOIN figures f ON f.report = r.id
WHERE r.current = 1 AND instr(coalesce(b.name || ' ' || b.aliases || ' ' || b.id, r.body), trim(:body))
GROUP BY r.id
ORDER BY body, r.year
""",
        {"body": BODY},
    ),
    Query(
        "most_applications",
        "Most applications in a year 申请量排名",
        "Bodies by new applications received, with how many were granted in full, and who applied.",
        """
WITH asked AS (SELECT coalesce(nullif(trim(:year), ''), (SELECT max(year) FROM reports)) + 0 AS year),
filled AS (
    SELECT r.id AS report, coalesce(b.name, r.body) AS body, b.kind, r.year,
           max(f.value) FILTER (WHERE f.cell = 'applications.received_new.total') AS received,
           max(f.value) FILTER (WHERE f.cell = 'applications.received_new.natural_person') AS from_persons,
           max(f.value) FILTER (WHERE f.cell = 'applications.granted.total') AS granted,
           max(f.value) FILTER (WHERE f.cell = 'applications.results_total.total') AS answered,
           max(f.value) FILTER (WHERE f.cell = 'applications.carried_over.total') AS carried_over
    FROM reports r
    LEFT JOIN bodies b ON b.id = r.body_id
    LEFT JOIN figures f ON f.report = r.id
    WHERE r.current = 1 AND r.year = (SELECT year FROM asked)
    GROUP BY r.id
)
SELECT CASE WHEN received IS NOT NULL THEN rank() OVER (ORDER BY received DESC) END AS rank, body, kind, year,
       received, from_persons, answered, granted, round(100.0 * granted / nullif(answered, 0), 1) AS granted_percent,
       carried_over, report
FROM filled
ORDER BY received DESC NULLS LAST, body
""",
        {"year": ONE_YEAR},
    ),
    Query(
        "applications_by_outcome",
        "How applications were answered 办理结果构成",
        "All bodies together: each outcome of the form, year by year, in printed order.",
        """
SELECT r.year, cell_label(f.cell, r.form) AS outcome, CAST(sum(f.value) AS INTEGER) AS applications,
       count(f.value) AS reports_stating_it
FROM figures f
JOIN reports r ON r.id = f.report AND r.current = 1
WHERE f.table_name = 'applications' AND f.column_name = 'total' AND (trim(:year) = '' OR r.year = trim(:year))
GROUP BY r.year, f.row_name
ORDER BY r.year DESC, min(cell_order(f.cell, r.form))
""",
        {"year": YEAR},
    ),
    Query(
        "disputes_lost",
        "Disputes lost 复议、诉讼被纠正",
        "Reviews and lawsuits about applications whose outcome was corrected, by body and year.",
        """
SELECT coalesce(b.name, r.body) AS body, r.year,
       CAST(sum(f.value) FILTER (WHERE f.column_name = 'corrected') AS INTEGER) AS corrected,
       CAST(sum(f.value) FILTER (WHERE f.cell = 'disputes.review.corrected') AS INTEGER) AS in_review,
       CAST(sum(f.value) FILTER (WHERE f.cell LIKE 'disputes.litigation%.corrected') AS INTEGER) AS in_court,
       CAST(sum(f.value) FILTER (WHERE f.column_name = 'total') AS INTEGER) AS disputes,
       round(100.0 * sum(f.value) FILTER (WHERE f.column_name = 'corrected')
             / nullif(sum(f.value) FILTER (WHERE f.column_name = 'total'), 0), 1) AS corrected_percent, r.id AS report
FROM reports r
LEFT JOIN bodies b ON b.id = r.body_id
JOIN figures f ON f.report = r.id AND f.table_name = 'disputes'
WHERE r.current = 1 AND (trim(:year) = '' OR r.year = trim(:year))
GROUP BY r.id
HAVING corrected > 0
ORDER BY corrected DESC, r.year DESC, body
""",
        {"year": YEAR},
    ),
    Query(
        "search_text",
        "Search the text 正文检索",
        "Sections of current reports that contain a word or phrase of any length, with the words around it.",
        """
SELECT coalesce(b.name, r.body) AS body, r.year, s.heading,
       '…' || substr(s.text, max(1, instr(s.text, trim(:text)) - 40), 80 + length(trim(:text))) || '…' AS passage,
       r.id AS report
FROM sections s
JOIN reports r ON r.id = s.report AND r.current = 1
LEFT JOIN bodies b ON b.id = r.body_id
WHERE trim(:text) <> '' AND instr(s.text, trim(:text)) AND (trim(:year) = '' OR r.year = trim(:year))
ORDER BY r.year DESC, body, s.number
""",
        {"text": "a word or phrase 关键词", "year": YEAR},
    ),
)
