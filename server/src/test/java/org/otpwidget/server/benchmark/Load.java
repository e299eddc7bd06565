package org.otpwidget.server.benchmark;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** One load: a script, played by some connections for some time. */
final class Load implements AutoCloseable {

    private static final String SUCCESS = "\"type\":\"success\"";
    private static final String MESSAGE = "\"message\":\"";

    private final LoadGenerator generator;
    private final Script script;
    private final List<HttpClient> clients = new ArrayList<>();
    private final List<Times> times;
    private final Deque<HttpClient> idle = new ArrayDeque<>();
    private final List<HttpClient> waitingForCode = new ArrayList<>();

    /** Times at which runs should have started that found no idle connection. */
    private final Deque<Long> late = new ArrayDeque<>();

    private final long begin = System.nanoTime();
    private final long end;
    private final double perSecond;
    private long due;
    private long runs;

    Load(
            LoadGenerator generator,
            Script script,
            int port,
            int connections,
            double seconds,
            double perSecond)
            throws IOException {
        this.generator = generator;
        this.script = script;
        this.perSecond = perSecond;
        this.end = begin + (long) (seconds * 1e9);
        this.times = Stream.generate(Times::new).limit(script.calls()).toList();
        for (int n = 0; n < connections; n++) {
            var client = new HttpClient(port);
            client.channel().register(generator.selector(), SelectionKey.OP_READ, client);
            clients.add(client);
            idle.add(client);
        }
    }

    LoadResult run() throws IOException {
        for (long now = begin; now < end || idle.size() < clients.size(); now = System.nanoTime()) {
            if (now < end) {
                start(now);
            }
            generator.selector().select(1);
            for (SelectionKey key : generator.selector().selectedKeys()) {
                if (key.attachment() instanceof HttpClient client) {
                    read(client);
                } else {
                    generator.readCodes(key);
                }
            }
            generator.selector().selectedKeys().clear();
            sendCodes();
        }
        return new LoadResult(runs, (end - begin) / 1e9, times);
    }

    private void start(long now) throws IOException {
        if (perSecond == 0) {
            while (!idle.isEmpty()) {
                start(idle.remove(), System.nanoTime());
            }
            return;
        }
        for (; begin + due * 1e9 / perSecond <= now; due++) {
            late.add(now);
        }
        while (!idle.isEmpty() && !late.isEmpty()) {
            start(idle.remove(), late.remove());
        }
    }

    private void start(HttpClient client, long at) throws IOException {
        client.number = generator.nextNumber();
        client.call = 0;
        client.started = at;
        client.send(script.request(0, client.number, "", ""));
    }

    private void read(HttpClient client) throws IOException {
        String answer = client.receive();
        if (answer == null) {
            return;
        }
        if (!answer.contains(SUCCESS)) {
            throw new IllegalStateException("call " + client.call + " failed: " + answer);
        }
        long now = System.nanoTime();
        times.get(client.call).add(now - client.started);
        int message = answer.indexOf(MESSAGE) + MESSAGE.length();
        client.said = answer.substring(message, answer.indexOf('"', message));
        script.answered(client.said, now);
        client.call++;
        if (client.call == script.calls()) {
            runs += now < end ? 1 : 0;
            idle.add(client);
        } else if (script.needsCode(client.call)) {
            waitingForCode.add(client);
        } else {
            next(client, "");
        }
    }

    private void sendCodes() throws IOException {
        for (var waiting = waitingForCode.iterator(); waiting.hasNext(); ) {
            HttpClient client = waiting.next();
            String code = generator.codes().remove(client.said);
            if (code != null) {
                waiting.remove();
                next(client, code);
            }
        }
    }

    private void next(HttpClient client, String code) throws IOException {
        client.started = System.nanoTime();
        client.send(script.request(client.call, client.number, client.said, code));
    }

    @Override
    public void close() throws IOException {
        for (HttpClient client : clients) {
            client.close();
        }
    }
}
