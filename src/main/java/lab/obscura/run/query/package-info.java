/**
 * The language of the search field above the runs, as in {@code state:failed mse>0.03 -tag:old "free text"}: read into a tree of terms by
 * a parser of its own, and from there into SQL in which everything that people have written is a parameter. The way in is {@link
 * lab.obscura.run.query.RunQuery}.
 */
package lab.obscura.run.query;
