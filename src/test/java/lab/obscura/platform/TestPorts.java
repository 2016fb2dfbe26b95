package lab.obscura.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of this machine for tests that run beside others. */
public final class TestPorts {

    /** Below those that a system gives to whoever asks for any port: what is free here is not taken by a connection of somebody else. */
    private static final int FIRST = 10_000;

    private static final int LAST = 32_000;

    private TestPorts() {}

    /** A port at which nobody listens, for a program that is about to. */
    public static int free() {
        return freeRow(1);
    }

    /** @return the first of as many free ports in a row */
    public static int freeRow(int count) {
        return ThreadLocalRandom.current()
                .ints(FIRST, LAST)
                .filter(first -> IntStream.range(first, first + count).allMatch(TestPorts::isFree))
                .findFirst()
                .orElseThrow();
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
