/**
 * Paper tables: what papers printed beside what runs of this service measured. A table names its rows as studies do, so what is computed
 * already is found by its content; how a number is judged stands in {@code docs/tables.md}. The way in is {@code GET /api/v1/tables}.
 */
package lab.obscura.table;
