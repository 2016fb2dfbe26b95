package lab.obscura.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefetcherTest {

    @Test
    void handsOutEveryItemOnceAndInOrder() {
        try (var prefetcher = new Prefetcher<>("batches", 5, i -> "item " + i)) {
            List<String> taken =
                    IntStream.range(0, 5).mapToObj(i -> prefetcher.next()).toList();

            assertThat(taken).containsExactly("item 0", "item 1", "item 2", "item 3", "item 4");
            assertThatThrownBy(prefetcher::next).hasMessageContaining("All 5 items were taken");
        }
    }

    @Test
    void makesTheNextItemWhileTheLastIsUsed() throws InterruptedException {
        var secondBegun = new CountDownLatch(2);
        try (var prefetcher = new Prefetcher<>("batches", 2, i -> {
            secondBegun.countDown();
            return i;
        })) {
            prefetcher.next();

            assertThat(secondBegun.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void whatWentWrongIsThrownToTheUser() {
        try (var prefetcher = new Prefetcher<Integer>("batches", 1, i -> {
            throw new IllegalArgumentException("no such image");
        })) {
            assertThatThrownBy(prefetcher::next)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no such image");
        }
    }

    @Test
    void memoryThatRanOutOnTheOtherThreadHasRunOut() {
        var full = new OutOfMemoryError("Java heap space");
        try (var prefetcher = new Prefetcher<Integer>("batches", 1, i -> {
            throw full;
        })) {
            assertThatThrownBy(prefetcher::next).isSameAs(full);
        }
    }
}
