/** Programs that measure speed, memory and how often statistics are right; run by {@code ./mvnw -Pbenchmark …}, never by the tests. */
package lab.obscura.benchmark;
