package org.otpwidget.server.delivery.smtp;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.otpwidget.server.StartFailedException;
import org.otpwidget.server.delivery.provider.Network;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.type.AnnotatedTypeMetadata;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.time.Clock;
import java.util.concurrent.Executors;

/** Sends e-mail where {@code OTP_SMTP_URL} is set; in the demo the inbox gets every message. */
@Configuration(proxyBeanMethods = false)
@Profile("!demo")
@Conditional(SmtpConfiguration.UrlIsSet.class)
@EnableConfigurationProperties(MailSettings.class)
class SmtpConfiguration {

    /** The operator, unlike an account, may name any server. */
    private static final Network ANYWHERE = new Network(true);

    @Bean
    SmtpConnections smtpConnections(MailSettings settings, Clock clock) {
        String from = from(settings);
        return new SmtpConnections(
                SmtpServer.parse(settings.smtpUrl()),
                from.substring(from.lastIndexOf('@') + 1),
                ANYWHERE,
                clock);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler smtpThreads() {
        return Schedulers.fromExecutorService(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("smtp-", 0).factory()));
    }

    @Bean
    SmtpSender smtpSender(
            SmtpConnections connections,
            MailSettings settings,
            Scheduler smtpThreads,
            Clock clock) {
        var composer = new MailComposer(connections.session(), from(settings), clock);
        return new SmtpSender(connections, composer, settings.connections(), smtpThreads);
    }

    private static String from(MailSettings settings) {
        try {
            var address = new InternetAddress();
            address.setAddress(settings.from());
            address.validate();
            return settings.from();
        } catch (AddressException _) {
            throw new StartFailedException(
                    "OTP_SMTP_URL is set, but OTP_MAIL_FROM is not an e-mail address.",
                    "Set OTP_MAIL_FROM to the address that mails shall come from, such as"
                            + " no-reply@shop.example.");
        }
    }

    /** An empty URL counts as none. */
    static final class UrlIsSet implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().getProperty("otp.mail.smtp-url", "").isBlank();
        }
    }
}
