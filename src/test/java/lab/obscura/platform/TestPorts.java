package lab.obscura.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of this machine for tests that run beside others. */
public final class TestPorts {

    /** Below those that a system gives to whoever asks for any port: what is free here is not taken by a connection of somebody else. */
    private static final int FIRST = 10_000;

    private static final int LAST = 32_000;

    /** What only looks free: somebody was given it, and his program has not got as far as to take it. */
    private static final Set<Integer> GIVEN = new HashSet<>();

    private TestPorts() {}
    /** A port at which nobody listens, for a program that is about to. */
    public static int free() {
        return freeRow(1);
    }

    /**
     * None of them is handed out again, and each of the two JVMs that share the tests has a half of its own.
     *
     * @return the first of as many free ports in a row
     */
    public static synchronized int freeRow(int count) {
        int half = (LAST - FIRST) / 2;
        int begin = FIRST + jvm() % 2 * half;
        int first = ThreadLocalRandom.current()
                .ints(begin, begin + half - count)
                .filter(port ->
                        IntStream.range(port, port + count).allMatch(one -> !GIVEN.contains(one) && isFree(one)))
                .findFirst()
                .orElseThrow();
        IntStream.range(first, first + count).forEach(GIVEN::add);
        return first;
    }

    private static int jvm() {
        String digits = System.getProperty("obscura.test.jvm", "").replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
    /** A port that refuses every connection until it is closed: it is taken, but nobody listens. */
    public static Socket refusing() {
        var socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
