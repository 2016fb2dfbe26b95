package lab.obscura.platform;

import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Says at the address for health what a full disk refuses. It never says DOWN: everything can still be read, and a service that is taken
 * out of use or started again has no more space than before.
 */
record DiskHealth(DiskGuard disk) implements HealthIndicator {

    @Override
    public Health health() {
        Optional<String> shortage = disk.shortage();
        Health.Builder health =
                Health.up().withDetail("free", disk.space().share()).withDetail("leastFree", disk.leastFree());
        return shortage.map(words -> health.withDetail("refused", "new runs, and running ones end. " + words))
                .orElse(health)
                .build();
    }
}
