package org.otpwidget.server.delivery.smpp;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An SMSC: the npm package smpp, run by Node (src/test/smpp). It shares no code with the client
 * under test, so what it decodes is what a phone would show.
 */
final class Smsc implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long PATIENCE_SECONDS = 15;

    private final Process process;
    private final Writer commands;
    private final Map<String, BlockingQueue<JsonNode>> events = new ConcurrentHashMap<>();
    private final int port;

    Smsc() {
        this(Map.of());
    }

    /**
     * @param tls {@code key} and {@code cert} in PEM
     */
    Smsc(Map<String, String> tls) {
        Path folder = SmscPackages.installed();
        try {
            process =
                    new ProcessBuilder("node", "smsc.js", JSON.writeValueAsString(tls))
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        commands = process.outputWriter(StandardCharsets.UTF_8);
        var lines = process.inputReader(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> listen(lines));
        port = next("listening").path("port").asInt();
    }

    int port() {
        return port;
    }

    /** What it answers to messages: a word of smsc.js. */
    void answers(String word) {
        does("submits", Map.of("answer", word));
    }

    /** The status that it answers to messages. */
    void answers(int status) {
        does("submits", Map.of("answer", status));
    }

    /** The status that it answers to binds. */
    void answersBinds(int status) {
        does("binds", Map.of("answer", status));
    }

    /** Sends deliver_sm over all connections and waits for the answer's status. */
    int deliver(Map<String, ?> pdu) {
        does("deliver", Map.of("pdu", pdu));
        return next("deliver_resp").path("status").asInt();
    }

    /** Has it do something. */
    void does(String what) {
        does(what, Map.of());
    }

    /** The next event of a kind. */
    JsonNode next(String event) {
        try {
            JsonNode next = queue(event).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("the SMSC saw no " + event);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** An event of a kind that has happened; null if none has. */
    @Nullable JsonNode happened(String event) {
        return queue(event).poll();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void does(String what, Map<String, ?> how) {
        var command = JSON.createObjectNode().put("do", what);
        how.forEach((name, value) -> command.set(name, JSON.valueToTree(value)));
        try {
            commands.write(JSON.writeValueAsString(command) + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        next("done");
    }

    private void listen(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode event = JSON.readTree(line);
                queue(event.path("event").asString()).add(event);
            }
        } catch (IOException _) {
            // It was closed.
        }
    }

    private BlockingQueue<JsonNode> queue(String event) {
        return events.computeIfAbsent(event, _ -> new LinkedBlockingQueue<>());
    }
}
