package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.dashboard.entry.LinkMail.Kind;
import org.otpwidget.server.operator.Role;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Every text is there in every language, and every text that a page names is there. */
class DashboardTextsTests {

    private static final Pattern NAMED = Pattern.compile("#\\{([a-zA-Z.]+)}");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @Test
    void languagesHaveTheSameKeysAndPlaces() throws IOException {
        var english = texts("en");
        assertThat(english).isNotEmpty();
        var hindi = texts("hi");
        assertThat(hindi.keySet()).isEqualTo(english.keySet());
        english.forEach(
                (key, text) ->
                        assertThat(places(String.valueOf(hindi.get(key))))
                                .as(key)
                                .isEqualTo(places(text)));
    }

    @Test
    void noKeyIsInTwoFiles() throws IOException {
        int keys = 0;
        for (Resource file : files("en")) {
            keys += read(file).size();
        }
        assertThat(texts("en")).hasSize(keys);
    }

    @Test
    void pagesNameTextsThatAreThere() throws IOException {
        var known = texts("en").keySet();
        for (Resource page : resources("classpath:templates/dashboard/**/*.html")) {
            var named = new TreeSet<String>();
            NAMED.matcher(page.getContentAsString(StandardCharsets.UTF_8))
                    .results()
                    .forEach(found -> named.add(found.group(1)));
            assertThat(known).as(String.valueOf(page.getFilename())).containsAll(named);
        }
    }

    @Test
    void rolesAndSectionsHaveNames() throws IOException {
        var known = texts("en").keySet();
        for (Role role : Role.values()) {
            assertThat(known).contains("role." + role.word(), "role." + role.word() + ".text");
        }
        Section.ALL.forEach(section -> assertThat(known).contains("section." + section.name()));
    }

    @Test
    void linksHaveTextsOfTheirKind() throws IOException {
        var known = texts("en").keySet();
        for (Kind kind : Kind.values()) {
            String word = kind.word();
            assertThat(known)
                    .contains(
                            word + ".mail.subject",
                            word + ".mail.text",
                            word + ".byHand",
                            word + ".gone",
                            word + ".gone.next",
                            "done." + word + ".sent");
        }
    }

    private static Set<String> places(String text) {
        var places = new TreeSet<String>();
        PLACE.matcher(text).results().forEach(found -> places.add(found.group()));
        return places;
    }

    private static Map<String, String> texts(String language) throws IOException {
        var all = new TreeMap<String, String>();
        for (Resource file : files(language)) {
            read(file).forEach((key, text) -> all.put((String) key, (String) text));
        }
        return all;
    }

    private static Resource[] files(String language) throws IOException {
        return resources("classpath:dashboard/texts/*_" + language + ".properties");
    }

    private static Resource[] resources(String pattern) throws IOException {
        return new PathMatchingResourcePatternResolver().getResources(pattern);
    }

    private static Properties read(Resource file) throws IOException {
        var texts = new Properties();
        try (var in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        return texts;
    }
}
