package org.otpwidget.server.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** An operator's browser, without what makes one slow. */
final class PageVisitor implements AutoCloseable {

    private static final Pattern SET_UP = Pattern.compile("(/setup/[\\w-]{43})");

    private final HttpClient client;
    private final int port;
    private final String cookie;

    private PageVisitor(HttpClient client, int port, String cookie) {
        this.client = client;
        this.port = port;
        this.cookie = cookie;
    }

    /** Uses the link that a new server writes to its log. */
    static PageVisitor becomeOwner(ServerProcess server, Path log)
            throws IOException, InterruptedException {
        var link = SET_UP.matcher(Files.readString(log));
        if (!link.find()) {
            throw new IOException("the server told no set-up link");
        }
        var client = HttpClient.newHttpClient();
        var form = "email=ann%40shop.example&passphrase=correct+horse+battery+staple";
        var request =
                HttpRequest.newBuilder(uri(server.port(), link.group(1)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        var answer = client.send(request, BodyHandlers.discarding());
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return new PageVisitor(client, server.port(), cookie.substring(0, cookie.indexOf(';')));
    }

    /**
     * Opens a page, compressed as browsers ask for it.
     *
     * @return nanoseconds from asking until all of it was there
     * @throws IOException when it is another page than the one asked for
     */
    long open(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(uri(port, path))
                        .header("Cookie", cookie)
                        .header("Accept-Encoding", "gzip")
                        .header("Accept-Language", "en")
                        .build();
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        long time = System.nanoTime() - begin;
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode());
        }
        return time;
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        client.close();
    }
}
