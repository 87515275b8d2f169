"""The style of the HTML report, on screen in light and dark, and on paper."""

STYLE = """
:root{color-scheme:light dark;--ink:#1c2530;--soft:#5b6775;--line:#d8dee6;--paper:#fff;--error:#b42318;
--warn:#b54708;--info:#175cd3;--fine:#067647}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa6b4;--line:#323c48;
--paper:#14191f;--error:#f97066;--warn:#fdb022;--info:#84adff;--fine:#47cd89}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:1200px;
margin:2rem auto;padding:0 1.2rem}
header{border-left:6px solid var(--fine);padding:.2rem 1rem}
header.no-go,header.hold{border-color:var(--error)}header.soft{border-color:var(--warn)}
h1{font-size:1.35rem;margin:.2rem 0}h2{font-size:1.1rem;margin-top:2rem}h3{font-size:1rem;margin:.2rem 0}
p,small,dt{color:var(--soft)}small{font-weight:400;margin-left:.4em}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:13px;width:100%;min-width:34rem}
th,td{border-bottom:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}
.mark{display:inline-block;border:1px solid var(--fine);color:var(--fine);border-radius:9px;padding:0 .5em;
margin:1px;font-size:12px;white-space:nowrap}.mark small{white-space:nowrap}
.mark.info{border-color:var(--info);color:var(--info)}.mark.warn{border-color:var(--warn);color:var(--warn)}
.mark.error{border-color:var(--error);color:var(--error);font-weight:600}
.mark.missing{border-style:dashed;border-color:var(--soft);color:var(--soft)}
section{border:1px solid var(--line);border-radius:8px;padding:.6rem 1rem;margin:.7rem 0;break-inside:avoid}
dl{display:grid;grid-template-columns:5em 1fr;margin:.4rem 0;font-size:14px}dd{margin:0}
tr.error td{color:var(--error)}li{overflow-wrap:anywhere}
@page{margin:14mm 12mm}
@media print{:root{color-scheme:light}body{margin:0;padding:0;max-width:none;font-size:9.5pt}
h1{font-size:14pt}h2{font-size:11.5pt;break-after:avoid}h3{font-size:10pt;break-after:avoid}
dl{font-size:9pt;break-after:avoid}li,tr{break-inside:avoid}
.scroll{overflow:visible}table{font-size:8.5pt;min-width:0}
.lanes{font-size:7pt}.lanes td,.lanes th{padding:.2rem .1rem}.lanes th small{display:block;margin:0}
.lanes .mark{font-size:7pt;padding:0 .3em;white-space:normal}}
"""
