/** What makes two experiments alike: their content, without names, tags and seeds. */
package lab.obscura.experiment.content;
