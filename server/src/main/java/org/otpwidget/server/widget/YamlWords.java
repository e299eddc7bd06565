package org.otpwidget.server.widget;

import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

import java.util.regex.Pattern;

/**
 * Which plain words are no texts, by YAML 1.2. The library's own rules are older: for them NO,
 * which is Norway, is false, and a time is no text.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#1032-tag-resolution">YAML 1.2.2, section 10.3.2</a>
 */
final class YamlWords extends Resolver {

    /** Numbers with a point or an exponent. */
    static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?");

    @Override
    protected void addImplicitResolvers() {
        addTo(this);
    }

    private static void addTo(Resolver words) {
        words.addImplicitResolver(
                Tag.BOOL, Pattern.compile("^(?:true|True|TRUE|false|False|FALSE)$"), "tTfF");
        words.addImplicitResolver(Tag.INT, Pattern.compile("^[-+]?[0-9]+$"), "-+0123456789");
        words.addImplicitResolver(Tag.FLOAT, Pattern.compile("^" + FLOAT + "$"), "-+0123456789.");
        words.addImplicitResolver(Tag.NULL, Pattern.compile("^(?:~|null|Null|NULL)$"), "~nN");
        words.addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
    }

    /**
     * Which plain words any reader would take for something else than a text: for writing, where a
     * word too many only costs two quotes.
     */
    static final class OfAnyVersion extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            super.addImplicitResolvers();
            addTo(this);
            addImplicitResolver(
                    Tag.BOOL, Pattern.compile("^(?:[yYnN]|[yY]es|[nN]o|YES|NO)$"), "yYnN");
            addImplicitResolver(
                    Tag.INT, Pattern.compile("^[-+]?0(?:o[0-7_]+|x[0-9a-fA-F_]+|b[01_]+)$"), "-+0");
            addImplicitResolver(
                    Tag.FLOAT, Pattern.compile("^[-+]?[0-9.][0-9_.:eE+-]*$"), "-+0123456789.");
        }
    }
}
