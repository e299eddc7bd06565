package org.otpwidget.server.embed;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The widget's files, read once from a folder of the class path. What is not in that folder cannot
 * be asked for, whatever the path looks like.
 */
public final class ScriptFiles {

    /** The folder that the widget module's jar brings. */
    public static final String FOLDER = "otp-widget";

    private final Map<String, ScriptFile> files = new TreeMap<>();

    private ScriptFiles() {}

    /** Reads all files of a folder; there may be none. */
    public static ScriptFiles load(String folder) {
        var loaded = new ScriptFiles();
        try {
            var resolver = new PathMatchingResourcePatternResolver();
            for (Resource resource : resolver.getResources("classpath*:" + folder + "/**")) {
                if (resource.isReadable()) {
                    loaded.add(pathBelow(folder, resource), resource.getContentAsByteArray());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loaded.files.values().removeIf(file -> !file.codings().contains(ContentCoding.IDENTITY));
        return loaded;
    }

    /**
     * A file by its path below the folder, such as {@code assets/ui.1a2b3c4d5e.js}.
     *
     * @param path exact, not decoded; dots and slashes mean nothing special
     */
    public Optional<ScriptFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private void add(String path, byte[] content) {
        ContentCoding coding = ContentCoding.ofFile(path);
        String plain = path.substring(0, path.length() - coding.suffix().length());
        files.computeIfAbsent(plain, ScriptFile::new).add(coding, content);
    }

    private static String pathBelow(String folder, Resource resource) throws IOException {
        String url = resource.getURL().toString();
        String marker = "/" + folder + "/";
        return url.substring(url.lastIndexOf(marker) + marker.length());
    }
}
