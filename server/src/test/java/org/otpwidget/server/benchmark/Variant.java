package org.otpwidget.server.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One way to run the server, to compare with others in the same run. */
record Variant(String name, List<String> jvmArguments) {

    private static final List<String> USUAL = List.of("-Xmx192m", "-XX:+UseSerialGC");

    /**
     * @param text {@code name=argument argument; name=…}; empty: one, run as the README advises
     */
    static List<Variant> parse(String text) {
        return text.isBlank()
                ? List.of(new Variant("server", USUAL))
                : Arrays.stream(text.split(";", -1)).map(String::strip).map(Variant::one).toList();
    }

    /** Later arguments override earlier ones. */
    private static Variant one(String text) {
        String[] parts = text.split("=", 2);
        var own = Arrays.stream(parts[1].split(" ", -1)).filter(word -> !word.isEmpty());
        return new Variant(parts[0], Stream.concat(USUAL.stream(), own).toList());
    }
}
