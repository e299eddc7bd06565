package org.otpwidget.server.dashboard;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * The dashboard's own files: read once, compressed once, and named after their content, so that
 * browsers keep them for ever.
 */
@Component
public final class Assets {

    private static final String FOLDER = "dashboard/assets/";
    private static final String ADDRESS = "/dashboard/assets/";
    private static final int HASH_DIGITS = 12;
    private static final List<String> FILES =
            List.of(
                    "code.js",
                    "dashboard.css",
                    "dashboard.js",
                    "palette.js",
                    "passkeys.js",
                    "preview.js",
                    "stage.css",
                    "stage.js",
                    "icons.svg",
                    "favicon.svg");

    private final Map<String, Asset> byName;
    private final Map<String, Asset> byPath;

    Assets() {
        this.byName = FILES.stream().collect(Collectors.toMap(name -> name, Assets::read));
        this.byPath =
                byName.values().stream().collect(Collectors.toMap(Asset::path, asset -> asset));
    }

    /**
     * A file as browsers get it.
     *
     * @param path address, with a hash of the content in it
     */
    record Asset(String path, String type, ByteBuffer content, ByteBuffer gzipped) {

        /** The bytes to send. */
        ByteBuffer bytes(boolean zip) {
            return (zip ? gzipped : content).duplicate();
        }
    }

    /** Address of a file. */
    public String url(String name) {
        return Optional.ofNullable(byName.get(name))
                .map(Asset::path)
                .orElseThrow(() -> new IllegalArgumentException("No such file: " + name));
    }

    Optional<Asset> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private static Asset read(String name) {
        try {
            byte[] content = new ClassPathResource(FOLDER + name).getContentAsByteArray();
            int dot = name.lastIndexOf('.');
            String path =
                    ADDRESS + name.substring(0, dot) + "." + hash(content) + name.substring(dot);
            return new Asset(
                    path,
                    type(name.substring(dot)),
                    ByteBuffer.wrap(content),
                    ByteBuffer.wrap(gzipped(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String suffix) {
        return switch (suffix) {
            case ".css" -> "text/css;charset=UTF-8";
            case ".js" -> "text/javascript;charset=UTF-8";
            case ".svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("No type is known for " + suffix);
        };
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] gzipped(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
