package org.otpwidget.server.delivery.provider;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.MergePatch;
import org.otpwidget.server.identifier.Countries;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.Channel;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What can be set of a provider.
 *
 * @param position null: behind the others
 */
record ProviderForm(
        Channel channel,
        String kind,
        String name,
        Map<String, String> settings,
        Map<String, SecretText> secrets,
        List<String> countries,
        @Nullable Integer position,
        boolean enabled) {

    private static final int MOST_COUNTRIES = 300;
    private static final int LAST_POSITION = 1_000_000;

    /** Settings are checked as if the webhook were here. */
    private static final URI SOMEWHERE = URI.create("https://otp.example/receipts/0");

    /**
     * Reads a body.
     *
     * @param network where providers may be
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    static ProviderForm read(ObjectNode body, ProviderKinds kinds, Network network) {
        var form = Form.of(body);
        var kind = kind(form, kinds);
        var channel = channel(form, kind);
        var settings = new LinkedHashMap<String, String>();
        var secrets = new LinkedHashMap<String, SecretText>();
        if (kind != null) {
            readSettings(form, kind, settings, secrets);
        }
        var read =
                new ProviderForm(
                        Objects.requireNonNullElse(channel, Channel.SMS),
                        kind == null ? "" : kind.name(),
                        form.requiredText("name", 100),
                        settings,
                        secrets,
                        countries(form, channel),
                        form.has("position") ? form.number("position", 0, LAST_POSITION, 0) : null,
                        form.flag("enabled", true));
        form.check();
        read.checkWhole(Objects.requireNonNull(kind), network, form);
        return read;
    }

    /**
     * A provider changed by a merge patch; null takes a setting away or gives its default back.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    static ProviderForm change(
            Provider provider, ObjectNode patch, ProviderKinds kinds, Network network) {
        ProviderForm changed = read(MergePatch.apply(json(provider), patch), kinds, network);
        var form = Form.of(JsonMapper.shared().createObjectNode());
        if (!changed.kind.equals(provider.kind()) || changed.channel != provider.channel()) {
            form.refuse(
                    changed.channel == provider.channel() ? "kind" : "channel",
                    "This stays as it is: add another provider and switch this one off.");
        } else {
            kinds.find(changed.kind)
                    .ifPresent(kind -> changed.checkSecrets(kind, provider, patch, form));
        }
        form.check();
        return changed;
    }

    /** A secret goes only where whoever changes the address could have sent it to. */
    private void checkSecrets(ProviderKind kind, Provider before, ObjectNode patch, Form form) {
        boolean moved =
                kind.fields().stream()
                        .filter(ProviderField::address)
                        .anyMatch(
                                field ->
                                        !value(field, settings)
                                                .equals(value(field, before.settings())));
        if (moved) {
            secrets.keySet().stream()
                    .filter(name -> !patch.path("settings").path(name).isString())
                    .forEach(
                            name ->
                                    form.refuse(
                                            "settings." + name,
                                            "Send this again: it was entered for another"
                                                    + " address."));
        }
    }

    private static String value(ProviderField field, Map<String, String> settings) {
        return settings.getOrDefault(
                field.name(), Objects.requireNonNullElse(field.fallback(), ""));
    }

    /** With the secrets, so that those which a patch doesn't name stay. It goes nowhere. */
    private static ObjectNode json(Provider provider) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("channel", provider.channel().word());
        json.put("kind", provider.kind());
        json.put("name", provider.name());
        json.put("position", provider.position());
        json.put("enabled", provider.enabled());
        provider.countries().forEach(json.putArray("countries")::add);
        ObjectNode settings = json.putObject("settings");
        provider.settings().forEach(settings::put);
        provider.secrets().forEach((name, secret) -> settings.put(name, secret.reveal()));
        return json;
    }

    private void checkWhole(ProviderKind kind, Network network, Form form) {
        kind.fields().stream()
                .filter(field -> field.address() && !network.allowsPlain(value(field, settings)))
                .forEach(
                        field ->
                                form.refuse(
                                        "settings." + field.name(),
                                        "Send an address that begins with https://."));
        var bound = new ProviderSettings("", channel, SOMEWHERE, kind.fields(), settings, secrets);
        kind.check(bound, (field, message) -> form.refuse("settings." + field, message));
        form.check();
    }

    private static @Nullable ProviderKind kind(Form form, ProviderKinds kinds) {
        String name = form.requiredText("kind", 40);
        var kind = kinds.find(name).orElse(null);
        if (kind == null && !name.isEmpty()) {
            form.refuse(
                    "kind",
                    "Choose one of: "
                            + kinds.all().stream()
                                    .map(ProviderKind::name)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        if (kind == null) {
            form.has("settings");
        }
        return kind;
    }

    /** A kind for one channel needs no choice. */
    private static @Nullable Channel channel(Form form, @Nullable ProviderKind kind) {
        var channel = form.word("channel", Channel.class);
        if (kind == null) {
            return channel;
        }
        if (channel == null && kind.channels().size() == 1) {
            return kind.channels().iterator().next();
        }
        if (channel == null || !kind.channels().contains(channel)) {
            form.refuse(
                    "channel",
                    "This kind sends over: "
                            + kind.channels().stream()
                                    .map(Channel::word)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return channel;
    }

    private static void readSettings(
            Form form,
            ProviderKind kind,
            Map<String, String> settings,
            Map<String, SecretText> secrets) {
        Form part =
                form.has("settings")
                        ? form.part("settings")
                        : Form.of(JsonMapper.shared().createObjectNode());
        for (ProviderField field : kind.fields()) {
            String value = part == null ? null : SettingValue.read(part, field);
            if (value == null || value.isEmpty()) {
                if (field.required() && field.fallback() == null) {
                    form.refuse("settings." + field.name(), "This is required.");
                }
            } else if (field.type() == ProviderField.Type.SECRET) {
                secrets.put(field.name(), SecretText.of(value));
            } else {
                settings.put(field.name(), value);
            }
        }
    }

    private static List<String> countries(Form form, @Nullable Channel channel) {
        var countries = new LinkedHashSet<String>();
        for (String text : form.texts("countries", MOST_COUNTRIES, 8)) {
            String entry = text.toUpperCase(Locale.ROOT);
            if (channel == Channel.EMAIL) {
                form.refuse("countries", "E-mail addresses have no country: leave this out.");
            } else if (entry.matches("[1-9][0-9]{0,6}") || Countries.isCountry(entry)) {
                countries.add(entry);
            } else {
                form.refuse(
                        "countries",
                        "Name a country by its two letters, such as IN, or numbers by how they"
                                + " begin, such as 91.");
            }
        }
        return List.copyOf(countries);
    }
}
