"""Errors that end a command: what is wrong, and what to do."""

from rubrics.catalogue import N_

FAILURES = {
    "several": N_("several errors"),
    "no-such-file": N_("there is no such file; check the name"),
    "not-readable": N_("the file cannot be read ({reason}); check its permissions"),
    "not-writable": N_("cannot be written ({reason}); choose another place"),
    "and-more": N_("… and {count} more errors; mend these first"),
    "is-folder": N_("this is a folder, and a file is wanted here; name the file"),
    "yaml-syntax": N_("not valid YAML ({syntax}); mend the line"),
    "yaml-sign": N_("a sign that no text holds (U+{sign}); remove it, or save the file as UTF-8 text"),
    "yaml-several": N_("a second document begins here (---); put each into a file of its own"),
    "yaml-alias": N_("YAML anchors and aliases are not used here; write the value out"),
    "yaml-duplicate": N_("the key {key} stands twice; remove one"),
    "yaml-too-deep": N_("nested too deeply for a rubric or assessment; mend the file"),
    "yaml-too-large": N_("larger than {limit} MB, no rubric or assessment is; check the file"),
    "yaml-too-many": N_("more than {limit} keys and values, no rubric or assessment has so many; check the file"),
    "yaml-not-mapping": N_("a rubric or an assessment is a mapping of keys to values; check the file"),
    "yaml-encoding": N_("the file is not UTF-8 text; save it as UTF-8"),
    "schema-unknown-key": N_("unknown key {key}; remove or correct it"),
    "schema-missing-key": N_("the key {key} is missing; add it"),
    "schema-invalid": N_("{key}: {problem}"),
    "schema-wrong-kind": N_("this is not a {wanted} file (its schema says {found}); give the right file"),
    "identifier-repeated": N_("the id {id} stands twice; ids must differ"),
    "no-such-preset": N_("there is no policy preset {name}; there are: {known}"),
    "no-such-rubric": N_("there is no rubric {name} in the library; there are: {known}"),
    "no-such-edition": N_("there is no edition {name} in the library; there are: {known}"),
    "several-editions": N_(
        "{name} can mean several editions in the library, and nothing says which: {known}; give its version, or the file"
    ),
    "library-absent": N_("{variable} names this folder, and it is not there; create it, or correct the variable"),
    "no-such-table": N_("there is no table {table}; the document has {tables} tables"),
    "several-standards": N_(
        "the document holds {count} standards ({titles}); give a folder for them, or name a table with --table"
    ),
    "no-tables": N_("no table was found in it; give the file that has the scoring table"),
    "no-scoring-table": N_(
        "none of its tables ({tables}) is a scoring table; give the file that has it, or name the table with --table"
    ),
    "no-scoring-table-but": N_(
        "none of its tables ({tables}) is a scoring table; table {table} has some headings of one ({headings}): "
        "where it is the one, name it with --table {table}"
    ),
    "text-empty": N_("the file holds no text; check that it is the right file"),
    "text-binary": N_("the file is not a text, whatever its name says; give the document itself, or its text"),
    "text-encoding": N_("the text is in no encoding known here (UTF-8, UTF-16, GB18030); save it as UTF-8"),
    "text-too-large": N_("the text is larger than {limit} MB, no standard is; check the file, or allow more with --limit part=N"),
    "text-too-long": N_(
        "the text has more than {limit} lines, no standard has; check the file, or allow more with --limit lines=N"
    ),
    "text-too-many-cells": N_(
        "the text has more than {limit} table cells, no standard has; check the file, or allow more with --limit dump-cells=N"
    ),
    "grade-unknown-fact": N_("the grade {grade} depends on the fact {fact}, which policy.facts lacks; add it there"),
    "condition-unknown-element": N_(
        "a clause looks at the scores of the element {element}, which there is not; mend it: {clause}"
    ),
    "condition-cycle": N_("the item {item} waits for scores that wait for its own; mend the elements that its clause looks at"),
    "policy-needed": N_(
        "the standard leaves open {key}, and it is needed here; set policy.{key} in the rubric, or import it with a preset (--policy NAME)"
    ),
    "not-ranked": N_(
        "the standard does not say how to rank; set policy.ranking in the rubric, or import it with a preset (--policy NAME)"
    ),
    "answer-wrong-rubric": N_(
        "made for the rubric {made}, not for {given}; give its own rubric, or carry its answers over: "
        "dabiao migrate {assessment} --from {old} --to {new} -o NEW.yaml"
    ),
    "answer-other-edition": N_(
        "made with the edition {made}, not with {given}; carry its answers over: dabiao migrate {assessment} --from {old} "
        "--to {new} -o NEW.yaml (where only a typo was corrected, all other answers stay as they are)"
    ),
    "table-ending": N_("the table is written as .xlsx or .csv; give a name that ends so"),
    "migrate-other-edition": N_("made with {made}, not with {given}, which --from names; name the edition that it was made with"),
    "answer-unknown-item": N_("there is no item {id}; check the id"),
    "answer-unknown-element": N_("there is no element {id}; check the id"),
    "answer-unknown-fact": N_("the policy asks for no fact {id}; remove it or correct the id"),
    "answer-needs-points": N_("rule {rule} gives a share of the points, and none stand here: {clause}; add points to the rubric"),
    "answer-unknown-rule": N_("there is no rule {rule}, only {count}; check the number"),
    "answer-no-rules": N_("no rules stand here; give a score and its reason instead"),
    "answer-silent-rule": N_("rule {rule} costs nothing by itself: {clause}; record the finding under the rule that it breaks"),
    "answer-fixed-price": N_("rule {rule} has one price, whatever the number: {clause}; record it once"),
    "answer-not-whole": N_("what has one price is there or not; the count is 0 or 1"),
    "answer-value-missing": N_("rule {rule} needs the measured value: {clause}; add value"),
    "answer-value-not-wanted": N_("rule {rule} has no use for a measured value: {clause}; give a count, or remove value"),
    "answer-count-not-wanted": N_("rule {rule} has no use for a count: {clause}; remove count"),
    "answer-not-percent": N_("{value} is no percent of what is required; give 0 to 100"),
    "answer-tier-missing": N_("rule {rule} needs its tier, or the measured value: {clause}; there are: {known}"),
    "answer-tier-unknown": N_("rule {rule} has no tier {tier}; there are: {known}"),
    "answer-tier-not-wanted": N_("rule {rule} has no tiers: {clause}; remove tier"),
    "answer-figure-missing": N_("rule {rule} leaves the figure to the assessor: {clause}; add deduct and note"),
    "answer-figure-not-wanted": N_("rule {rule} says itself what it costs: {clause}; remove deduct"),
    "answer-figure-outside": N_("rule {rule} allows {least} to {most} points, not {figure}"),
    "answer-award-missing": N_("rule {rule} gives {least} to {most} points: {clause}; add award and note"),
    "answer-award-not-wanted": N_("rule {rule} leaves nothing to give: {clause}; remove award"),
    "answer-award-outside": N_("rule {rule} gives {least} to {most} points, not {figure}"),
    "answer-reason-missing": N_("a figure of one's own needs its reason; add note"),
    "answer-score-above": N_("the item has only {points} points, not {score}"),
    "answer-full-without-points": N_("nothing says how many points full marks are here; record findings"),
    "answer-score-without-points": N_("the item has no points of its own; record findings, or full"),
    "answer-not-applicable-forbidden": N_("the standard does not let an item not apply; assess it"),
    "answer-twice": N_("this is answered here and by the element {element} above it; remove one of the two"),
    "answer-finding-not-applicable": N_(
        "no item of the element applies, so no finding can stand under it; remove one of the two"
    ),
    "answer-gate": N_("a condition of entry is met or not; answer with met: true or met: false"),
    "answer-no-gate": N_("met is for conditions of entry only; answer with full, findings, score or not_applicable"),
    "answer-objects-level": N_("objects can be told apart for an item or a first-level element, not here"),
    "answer-objects-guarantee": N_(
        "the guarantee part is looked at object by object; give objects under elements, not under the item"
    ),
    "answer-objects-nested": N_("an object has no objects of its own; list them side by side"),
    "answer-object-item": N_("the item {id} is not in this element; check the id"),
    "answer-fault-twice": N_(
        "the standard counts one fault once, and this one is already counted {where_first}; remove one, or name them with fault"
    ),
    "not-a-package": N_("not a Word document; open it in Word and save it as .docx"),
    "not-a-word-document": N_("an Office file, but not a Word document; give the Word document"),
    "encrypted": N_("protected by a password; open it in Word, remove the password, and save it"),
    "package-damaged": N_("damaged or cut off; get the file again, or open it in Word and save it"),
    "file-too-large": N_("larger than {limit} MB, no standard is; remove its pictures, or allow more with --limit file=N"),
    "too-many-members": N_(
        "the package has more than {limit} parts, no document has; check the file, or allow more with --limit entries=N"
    ),
    "member-name": N_("the package has a part with a name that is unsafe or stands twice ({member}); save it in Word again"),
    "no-main-part": N_("the package names no document; open it in Word and save it again"),
    "part-missing": N_("the part {part} is missing; open it in Word and save it again"),
    "part-damaged": N_("the part {part} is damaged; get the file again, or open it in Word and save it"),
    "part-too-large": N_(
        "the part {part} is larger than {limit} MB, no standard is; check the file, or allow more with --limit part=N"
    ),
    "part-too-dense": N_(
        "the part {part} swells to more than {limit} times its size; the file looks made to do harm (--limit ratio=N allows more)"
    ),
    "xml-doctype": N_("its XML has a DOCTYPE, which no Word document has; the file looks made to do harm"),
    "xml-broken": N_("its XML is broken; get the file again, or open it in Word and save it"),
    "xml-too-many-signs": N_(
        "its XML has more than {limit} tags or attributes, no document has; check the file, or allow more with --limit tags=N"
    ),
    "xml-text-too-long": N_("one text in its XML is longer than 10 MB, no document's is; check the file"),
    "members-overlap": N_("the part {member} shares bytes with another; the file is damaged, or made to do harm"),
    "package-unpacked": N_(
        "its parts come to more than {limit} MB unpacked; check the file, or allow more with --limit unpacked=N"
    ),
    "package-too-dense": N_(
        "its parts swell to more than {limit} times their size; the file looks made to do harm (--limit overall-ratio=N allows more)"
    ),
    "part-packing": N_(
        "the part {part} is packed in a way that documents are not; save it in Word again, or pack it as a plain zip"
    ),
    "pdf-needs-soffice": N_(
        "PDFs are made with LibreOffice, which was not found; install it (apt-get install libreoffice-writer-nogui), or leave out the PDF"
    ),
    "soffice-missing": N_(
        "this kind of file is read with LibreOffice, which was not found; install it (apt-get install libreoffice-writer-nogui, for workbooks also libreoffice-calc-nogui), or save the file as .docx"
    ),
    "not-converted": N_(
        "LibreOffice could not open it; it may be damaged or protected by a password: open it with the program that made it, and save it as .docx"
    ),
    "picture": N_("a picture, in which no text can be read; give the document as Word, PDF with text, or a web page"),
    "other-archive": N_("packed with a program whose archives are not opened here; unpack it, or pack it as .zip"),
    "ofd": N_("an OFD document, which is not read here; open it in its reader and save it as PDF or Word"),
    "word-2003-xml": N_("XML of Word 2003, which is not read here; open it in Word or WPS and save it as .docx"),
    "bare-part": N_("one part of a Word document without the rest; give the whole .docx"),
    "not-a-workbook": N_("an Excel file that is no workbook of cells; save it as .xlsx"),
    "page-empty": N_(
        "the web page shows no text; it may load it from elsewhere: save it from the browser as a complete page, or as PDF"
    ),
    "too-many-cells": N_(
        "its tables have more than {limit} cells, no standard's have; check the file, or allow more with --limit cells=N"
    ),
    "document-too-long": N_(
        "holds more than {limit} characters, no standard does; check the file, or allow more with --limit text=N"
    ),
    "several-documents": N_("holds {count} documents; give one of them, or import them all into a folder"),
    "no-documents": N_("holds no document that can be read; give Word, PDF, web page or text files"),
    "too-many-sources": N_("holds more than {limit} documents; give them in parts, or allow more with --limit sources=N"),
    "pdf-damaged": N_("a damaged PDF; get the file again, or open it in its reader and print it into a new PDF"),
    "pdf-page-damaged": N_("page {page} is damaged; get the file again, or open it in its reader and print it into a new PDF"),
    "pdf-too-many-pages": N_(
        "has {count} pages, more than {limit}; give the pages of the standard only, or allow more with --limit pages=N"
    ),
    "pdf-too-much-drawn": N_(
        "more than {limit} things are drawn on one page, no standard's page is like that; print it into a new PDF, or allow more with --limit pdf-objects=N"
    ),
    "not-understood-in-time": N_(
        "was read, but not understood within {limit} seconds; check the file, or allow more with --limit seconds=N"
    ),
    "too-slow": N_("was not read within {limit} seconds; check the file, or allow more with --limit seconds=N"),
    "too-much-memory": N_("takes more than {limit} MB of memory to read; check the file, or allow more with --limit memory=N"),
    "reader-died": N_(
        "its reader broke down on it (status {status}): the file is damaged, or made to do harm; save it again with the program that made it"
    ),
    "reader-failed": N_("could not be read ({problem}); save it again with the program that made it, or as .docx, and report it"),
    "xml-too-deep": N_(
        "its elements stand in each other more than {limit} deep, no document does; check the file, or allow more with --limit depth=N"
    ),
    "levels-too-deep": N_("has hundreds of levels of elements or of tables in each other, no standard has; check the file"),
    "nested-too-deep": N_(
        "tables, boxes or wrappers stand in each other more than {limit} deep; check the file, or allow more with --limit nesting=N"
    ),
    "table-too-wide": N_("a table has more than {limit} columns; check the file, or allow more with --limit columns=N"),
    "pdf-scanned": N_("a scanned PDF: its pages are pictures and hold no text; give the Word document, or the text of it"),
    "pdf-no-text": N_("the PDF holds no text; check that it is the right file"),
    "unknown-format": N_("not a kind of file that is read here; give the standard as Word, PDF, web page, workbook or text"),
    "file-empty": N_("the file is empty; get it again"),
    "output-exists": N_("there is such a file already, with another content; choose another name, or --force to overwrite it"),
    "output-is-folder": N_("this is a folder; give the name of a file"),
    "output-not-folder": N_("there are {count} results to write; give a folder for them, or name one standard with --table"),
    "output-twice": N_("two results would have this name; give each a name of its own, or the files one by one"),
    "id-invalid": N_(
        "“{id}” cannot be an id: it is a name without white space, quotes and the signs / \\ : # , [ ]; give another --id"
    ),
    "limit-unknown": N_("there is no limit {name}; there are: {known}"),
    "limit-value": N_("the limit {name} is a whole number from 1 to {most}, not “{value}”"),
    "form-not-found": N_("the Word document {name} that the rubric was read from is not beside it; name it with --form"),
    "form-of-another": N_(
        "this document holds another standard, or another edition, than the rubric ({key} differs); give the right one, or build the form anew with --rebuild"
    ),
    "assessment-kind-twice": N_("a second {kind} assessment; one form holds at most one of each kind"),
    "no-such-item": N_("there is no item or element {id}; see the ids in the rubric"),
    "no-columns-to-fill": N_("“{title}” has no columns for descriptions or scores, so its Word document cannot be filled"),
    "template-unreadable": N_("the template cannot be read ({problem}); give a text file in UTF-8"),
    "template-too-long": N_("the template has more than {limit} KB; a description needs far less"),
    "template-broken": N_("no Jinja2 template: {problem}; mend it there"),
    "template-too-slow": N_("the template is not done within {limit} seconds; make it simpler"),
    "template-too-large": N_("the template takes more than {limit} MB of memory; make it simpler"),
    "template-failed": N_("the template cannot be filled ({problem}); mend it"),
    "template-failed-at": N_("the template for descriptions fails at the item {item}: {problem}; mend it"),
    "word-template-unreadable": N_("the Word template cannot be read ({problem}); give a .docx with tags"),
    "word-template-broken": N_(
        "the tag {problem} cannot be placed; let it begin and end in one paragraph, in one row, or stand alone in a paragraph"
    ),
    "word-template-failed": N_(
        "the tags of the Word template cannot be filled ({problem}); docs/templates.md names what there is"
    ),
    "docx-needed": N_(
        "the rubric {rubric} was not read from a Word document (.docx); give the one of the standard with --form FILE.docx"
    ),
    "form-is-another": N_(
        "not the document that the rubric {rubric} was read from ({file}); give that one, or import the rubric again from this one"
    ),
    "form-not-bindable": N_("papers cannot be bound behind a document in strict Open XML; give --papers a file of its own"),
    "form-not-edited": N_(
        "the published form cannot be brought to say what the rubric says ({key}); build the form anew with --rebuild"
    ),
    "form-of-another-rubric": N_(
        "the assessment is about {other}, the form about {rubric}; give the assessment of this standard"
    ),
    "no-column-for-kind": N_("the form has no columns for a {kind} assessment (to fill: {headings}); give one of the other kind"),
    "one-assessment-only": N_("the form has room for one assessment only (to fill: {headings}); make one form for each"),
    "no-scoring-headings": N_("no headings of a scoring table stand in the text; give the file that has the table"),
    "database-url": N_(
        "not a database that is known here; give a file (SQLite) or a URL such as postgresql+pg8000://user@host/name"
    ),
    "database-driver": N_("the driver of this database, {name}, is not installed; install it with pip"),
    "database-failed": N_(
        "the database does not do it ({problem}); see that it runs, that its name is right and that you may write there"
    ),
    "database-of-another": N_("the database holds tables of these names that are not those of dabiao; give another one"),
    "database-absent": N_("there is no such file; give a results database that dabiao batch wrote"),
    "database-not-results": N_("not a results database; give one that dabiao batch wrote"),
    "database-no-run": N_("the results database holds no run yet; run dabiao batch first"),
    "database-no-such-run": N_("there is no run {run} in it; there are: {known}"),
    "parquet-missing": N_("Parquet is written with pyarrow, which is not installed; install it with pip install pyarrow"),
    "output-ending": N_("statistics are written as .xlsx or .html; give such a name, or a folder for Parquet with --parquet"),
    "database-version": N_(
        "a results database of another version of dabiao ({found}, this one writes {wanted}); make it anew with dabiao batch"
    ),
    "batch-out-taken": N_("the folder holds other files than those of a run; choose an empty one, or --force to write into it"),
    "batch-other-inputs": N_(
        "an earlier run over other assessments stands here, and what it made would be removed; choose another folder, or --force"
    ),
    "batch-nothing-given": N_("there is no assessment (.yaml) there; check the folder or the pattern"),
    "batch-no-file": N_("no file, or a link that leads nowhere; mend it or remove it"),
    "batch-folder-not-readable": N_("the folder cannot be read, and nothing in it was done; check its permissions"),
    "batch-zip-damaged": N_("no zip, or cut off; pack it again"),
    "batch-entry-damaged": N_("{part} in the zip is damaged, or locked with a password; pack it again, without a password"),
    "batch-run-taken": N_(
        "the database holds a run {run} already that was not made by this folder, and its results would be replaced; "
        "name this one with --run, or give --force to replace them"
    ),
    "batch-pair-without-forms": N_("--pair puts two assessments into one form; ask for forms as well, with --forms or --pdfs"),
    "batch-pair-several": N_(
        "its unit has more than one assessment of a kind here, so that nobody knows which belong into one form; "
        "give one of each kind, or leave out --pair"
    ),
    "batch-partner-broken": N_(
        "the self-assessment of its unit, {other}, cannot stand in its form; mend that one, or leave out --pair"
    ),
    "batch-running": N_("another run is writing there; wait until it is done"),
    "batch-journal-damaged": N_("the journal of the run is damaged; remove it, and all is done anew"),
    "batch-not-written": N_(
        "cannot be written ({reason}); make room or choose another place, and start the run again: it goes on where it stopped"
    ),
    "batch-no-such-storage": N_(
        "this kind of storage is not known, or what it needs is not installed ({problem}); see docs/scale.md"
    ),
    "batch-worker-died": N_(
        "the process that worked on it was killed twice, most often for want of memory; check the file, or give the machine more memory"
    ),
    "batch-out-of-memory": N_("there was not enough memory for it; check the file, or give the machine more memory"),
    "batch-defect": N_("something went wrong inside dabiao ({problem}); report it with this file"),
    "batch-workers-fail": N_(
        "the processes that do the work fail ({status}); see that the same dabiao is installed wherever they run"
    ),
    "batch-other-engine": N_("the workers have another version of dabiao ({found}, not {wanted}); install the same everywhere"),
    "batch-no-distributed": N_("work on a cluster needs Dask; install it with pip install distributed"),
    "batch-no-scheduler": N_("the scheduler does not answer ({problem}); check its address"),
    "batch-cluster-lost": N_("the scheduler is gone; start it and the run again: it goes on where it stopped"),
    "mapping-other-edition": N_(
        "the mapping is about {named}, but this edition is {id}; give the mapping of these two editions, or correct the id"
    ),
    "mapping-unknown": N_("there is no {id} in the {side} edition; see the ids in its rubric"),
    "mapping-twice": N_("{id} is matched twice; put all that it was split into, or merged from, into one match"),
    "update-one-source": N_("one rubric is brought up to date with one source; give just that one"),
    "update-in-library": N_("the rubric stands in the library, which is not written to; name another file with -o"),
    "yaml-not-patched": N_(
        "the file cannot be changed with its comments kept; simplify the YAML around the change, or import anew"
    ),
}
