package lab.obscura.notify.send;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import lab.obscura.notify.outbox.DestinationKind;
import lab.obscura.notify.outbox.Outbox;
import lab.obscura.notify.outbox.RunEndings;
import lab.obscura.notify.reach.Doors;
import lab.obscura.notify.reach.HostLookup;
import lab.obscura.notify.reach.OutwardPost;
import lab.obscura.platform.ObscuraProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** Puts the sender together from what the operator has set. */
@Configuration(proxyBeanMethods = false)
class SendConfiguration {

    /** Shorter than the first wait of the outbox: nobody else takes a message that is being sent. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Bean
    static Doors outwardDoors(ObscuraProperties properties) {
        return new Doors(properties.notifications().allowedHosts(), HostLookup.SYSTEM);
    }

    @Bean
    static OutwardPost outwardPost(Doors doors) {
        return new OutwardPost(doors, (SSLSocketFactory) SSLSocketFactory.getDefault(), LIMIT);
    }

    @Bean
    static Sender notificationSender(
            RunEndings endings,
            Outbox outbox,
            OutwardPost post,
            ObjectProvider<JavaMailSender> mails,
            ObscuraProperties properties,
            Clock clock,
            MeterRegistry metrics) {
        var links = new PageLinks(properties.notifications().baseUrl());
        var web = new WebChannel(post, links, clock);
        var mail = new MailChannel(
                Optional.ofNullable(mails.getIfAvailable()),
                properties.notifications().mailFrom(),
                links);
        return new Sender(
                endings,
                outbox,
                Map.of(DestinationKind.WEBHOOK, web, DestinationKind.SLACK, web, DestinationKind.EMAIL, mail),
                metrics);
    }
}
