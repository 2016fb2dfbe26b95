/**
 * What the service shows, as files for spreadsheets, programs and papers: CSV, JSON, Markdown, LaTeX, BibTeX. It knows tables and their
 * texts; which numbers stand in them is the business of boards, studies, comparisons and paper tables. The way in is
 * {@link lab.obscura.export.Exportable}.
 */
package lab.obscura.export;
