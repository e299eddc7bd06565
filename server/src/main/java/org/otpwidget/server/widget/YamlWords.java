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
        addImplicitResolver(
                Tag.BOOL, Pattern.compile("^(?:true|True|TRUE|false|False|FALSE)$"), "tTfF");
        addImplicitResolver(Tag.INT, Pattern.compile("^[-+]?[0-9]+$"), "-+0123456789");
        addImplicitResolver(Tag.FLOAT, Pattern.compile("^" + FLOAT + "$"), "-+0123456789.");
        addImplicitResolver(Tag.NULL, Pattern.compile("^(?:~|null|Null|NULL)$"), "~nN");
        addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
    }
}
