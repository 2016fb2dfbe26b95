/** Programs that measure speed and memory; run by {@code ./mvnw -Pbenchmark …}, never by the tests. */
package lab.obscura.benchmark;
