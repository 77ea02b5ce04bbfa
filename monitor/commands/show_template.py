"""The page that `nianbao parse --show` writes, as a Jinja template. It loads nothing from anywhere."""

from __future__ import annotations

TEMPLATE = """<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>{{ name }}</title>
<style>
  body { font: 14px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 24px; color: #222; background: #f4f4f2 }
  h1 { font-size: 20px; margin: 0 0 4px } h2 { font-size: 15px; margin: 24px 0 8px }
  .facts { color: #555 } .error { color: #a40000; font-weight: bold }
  .key span, .plain, .doubt, .blank { border: 1px solid }
  .plain { background: rgba(46, 160, 67, .20); border-color: rgba(46, 160, 67, .8) }
  .doubt { background: rgba(245, 130, 0, .35); border-color: rgba(220, 90, 0, 1) }
  .blank { background: rgba(110, 118, 129, .14); border-color: rgba(110, 118, 129, .5) }
  .key span { padding: 0 8px; margin-right: 8px }
  .page { position: relative; background: white; box-shadow: 0 1px 4px #0004; margin: 8px 0 24px }
  .page img { width: 100%; height: 100%; display: block }
  .page div { position: absolute; box-sizing: border-box; overflow: hidden }
  .page div b { position: absolute; right: 1px; top: 0; font: 9px/1 ui-monospace, monospace; color: #0a5b1e }
  .page div.doubt b { color: #a33b00 }
  .page div.tight { overflow: visible } .page div.tight b { top: -9px; right: 0 }
  table { border-collapse: collapse; background: white; margin: 8px 0 16px }
  td, th { border: 1px solid #ccc; padding: 2px 6px; vertical-align: top; text-align: left; white-space: pre-wrap }
  td small { display: block; font: 9px/1.1 ui-monospace, monospace; color: #666; word-break: break-all; min-width: 7em }
  p { margin: 4px 0; max-width: 60em }
</style>
{% if report -%}
<h1>{{ report.title }}</h1>
<div class="facts">{{ report.body }} · {{ report.year }} · form {{ report.form }} · {{ name }} read as
  {{ report.source.reader }} · {{ marks | length }} cells</div>
<p class="key"><span class="plain">plainly read: {{ counts.plain }}</span>
  <span class="doubt">doubted: {{ counts.doubt }}</span><span class="blank">not stated: {{ counts.blank }}</span></p>
{%- else -%}
<h1>{{ name }}</h1>
{%- endif %}
{% if error %}<p class="error">{{ error.code }}: {{ error }}</p>{% endif %}
{% if report and report.notes -%}
<h2>Left over</h2>
<ul>{% for note in report.notes %}<li>{{ note }}</li>{% endfor %}</ul>
{%- endif %}
{% for page in pages -%}
<h2>Page {{ page.number }}</h2>
<div class="page" style="width:{{ page.width }}px;height:{{ page.height }}px">
  <img src="{{ page.source }}" alt="page {{ page.number }}">
  {%- for box in page.boxes %}
  <div class="{{ box.mark.kind }}" style="{{ box.style }}" title="{{ box.mark.hover }}"><b>{{ box.mark.value
  }}</b></div> {%- endfor %} </div> {%- endfor %} {% for block in blocks -%} {% if block.text is defined %}<p>{{
  block.text }}</p> {%- else -%} <h2>Grid {{ block.number }} ({{ block.layout }})</h2> <table> {%- for row in
  block.rows %} <tr>{% for item in row -%} <td{% if item.mark %} class="{{ item.mark.kind }}" title="{{
  item.mark.hover }}"{% endif %} {%- if item.cell.colspan > 1 %} colspan="{{ item.cell.colspan }}"{% endif %} {%- if
  item.cell.rowspan > 1 %} rowspan="{{ item.cell.rowspan }}"{% endif %}>{{ item.cell.text }} {%- if item.mark
  %}<small>{{ item.mark.address.split(".")[1:] | join(".") }} = {{ item.mark.value or "–" }}</small> {%- endif %}</td>
  {%- endfor %}</tr> {%- endfor %} </table> {%- endif %} {% endfor %} {% if marks -%} <h2>Cells</h2> <table>
  <tr><th>address</th><th>value</th><th>printed</th><th>cell of the form</th><th>place</th><th>doubt</th></tr> {%- for
  mark in marks %} <tr class="{{ mark.kind }}"><td>{{ mark.address }}</td><td>{{ mark.value }}</td><td>{{ mark.raw
  }}</td> <td>{{ mark.label }}</td><td>{{ mark.place }}</td><td>{{ mark.why }} {%- if mark.inferred %} (arithmetic
  leaves {{ mark.inferred }}){% endif %}</td></tr> {%- endfor %} </table> {%- endif %} </html>
"""
