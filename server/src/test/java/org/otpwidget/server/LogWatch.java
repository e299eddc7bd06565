package org.otpwidget.server;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads every log line of the test run and finds those that hold a secret or an identifier: what
 * the fixtures told it, and whatever looks like an authkey, an access token or an e-mail address.
 *
 * <p>Lines are kept until {@link #findings}, since a test learns a code after the server has had
 * it.
 */
public final class LogWatch extends AppenderBase<ILoggingEvent> {

    /** The one that listens to this JVM's log. */
    public static final LogWatch RUN = new LogWatch();

    private record Line(String logger, String text) {}

    private static final Pattern ALWAYS =
            Pattern.compile(
                    "ak_[0-9a-f]{64}"
                            + "|eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+"
                            + "|(?<![\\w.+-])[\\w.+-]+@(?!\\d)[\\w-]+(\\.[\\w-]+)*\\.[a-z]{2,}\\b");

    /** The mail server that tests send to writes down what it gets. */
    private static final String PEER = "com.icegreen.";

    private static final Pattern WORD = Pattern.compile("[\\w.@+-]*\\w");

    /** Digits that stand alone: neither part of a hexadecimal id nor of a decimal fraction. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d{6,15}(?!\\w|\\.\\d)");

    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    /** Listens to all loggers; starting a Spring application silences who listened before. */
    public void attach() {
        attach((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    void attach(LoggerContext context) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (!root.isAttached(this)) {
            setContext(context);
            start();
            root.addAppender(this);
        }
    }

    /** A credential, an access token or an identifier, which no line may hold from now on. */
    public static void secret(String secret) {
        RUN.add(secret);
    }

    /**
     * A code. Codes of four or five digits are left out: ports look the same. Others are forgotten
     * with the test class, lest a number of another one equals them by chance.
     */
    public static void code(String code) {
        RUN.addCode(code);
    }

    void add(String secret) {
        if (secret.length() >= 10 && !secret.startsWith("demo-")) {
            secrets.add(secret.toLowerCase(Locale.ROOT));
        }
    }

    void addCode(String code) {
        if (code.length() >= 6) {
            codes.add(code);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLoggerName().startsWith(PEER)) {
            return;
        }
        lines.add(
                new Line(
                        event.getLoggerName(),
                        event.getFormattedMessage()
                                + event.getMDCPropertyMap()
                                + event.getKeyValuePairs()
                                + ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }

    /** The lines since the last call that tell too much: logger, and text without the secret. */
    List<String> findings() {
        var findings = new ArrayList<String>();
        for (Line line; (line = lines.poll()) != null; ) {
            String masked = masked(line.text());
            if (!masked.equals(line.text())) {
                findings.add(line.logger() + ": " + masked);
            }
        }
        codes.clear();
        return findings;
    }

    private String masked(String text) {
        String masked = ALWAYS.matcher(text).replaceAll("***");
        masked = mask(WORD, masked, secrets);
        masked = mask(NUMBER, masked, secrets);
        return mask(NUMBER, masked, codes);
    }

    private static String mask(Pattern pattern, String text, Set<String> hidden) {
        return pattern.matcher(text)
                .replaceAll(
                        found ->
                                hidden.contains(found.group().toLowerCase(Locale.ROOT))
                                        ? "***"
                                        : Matcher.quoteReplacement(found.group()));
    }
}
