package org.otpwidget.server.embed;

import org.springframework.http.MediaType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** One file of the widget, held in memory in each coding that it was built in. */
public final class ScriptFile {

    /** RFC 9239 makes {@code text/javascript} the one type of scripts. */
    private static final Map<String, MediaType> TYPES =
            Map.of(
                    "js", new MediaType("text", "javascript", StandardCharsets.UTF_8),
                    "css", new MediaType("text", "css", StandardCharsets.UTF_8),
                    "json", MediaType.APPLICATION_JSON);

    private final MediaType type;
    private final Map<ContentCoding, Variant> variants = new EnumMap<>(ContentCoding.class);

    ScriptFile(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1);
        this.type = TYPES.getOrDefault(extension, MediaType.APPLICATION_OCTET_STREAM);
    }

    /**
     * The file in one coding.
     *
     * @param etag strong, with its quotes; differs between codings (RFC 9110, 8.8.3.3)
     */
    public record Variant(ContentCoding coding, ByteBuffer content, String etag) {

        private static Variant of(ContentCoding coding, byte[] content) {
            return new Variant(coding, ByteBuffer.wrap(content).asReadOnlyBuffer(), etag(content));
        }

        /** The bytes, for one reader. */
        @Override
        public ByteBuffer content() {
            return content.duplicate();
        }

        private static String etag(byte[] content) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
                String text = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
                return '"' + text.substring(0, 22) + '"';
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    void add(ContentCoding coding, byte[] content) {
        variants.put(coding, Variant.of(coding, content));
    }

    /** What a browser takes the file for. */
    public MediaType type() {
        return type;
    }

    /** The codings that there are; identity is always among them. */
    public Set<ContentCoding> codings() {
        return variants.keySet();
    }

    /** The file in one of its {@link #codings()}. */
    public Variant variant(ContentCoding coding) {
        Variant variant = variants.get(coding);
        if (variant == null) {
            throw new IllegalArgumentException("the file was not built as " + coding.token());
        }
        return variant;
    }
}
