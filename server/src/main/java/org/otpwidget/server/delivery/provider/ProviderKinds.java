package org.otpwidget.server.delivery.provider;

import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All kinds that this server has. */
@Component
public class ProviderKinds {

    private final SequencedMap<String, ProviderKind> byName;

    /**
     * @throws IllegalStateException when two kinds have the same name
     */
    public ProviderKinds(List<ProviderKind> kinds) {
        byName =
                kinds.stream()
                        .sorted(Comparator.comparing(ProviderKind::label))
                        .collect(
                                Collectors.toMap(
                                        ProviderKind::name,
                                        Function.identity(),
                                        (one, _) -> {
                                            throw new IllegalStateException(
                                                    "Two kinds are named " + one.name());
                                        },
                                        java.util.LinkedHashMap::new));
    }

    /** The kinds by their labels. */
    public Collection<ProviderKind> all() {
        return byName.values();
    }

    /** The kind of a name. */
    public Optional<ProviderKind> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
