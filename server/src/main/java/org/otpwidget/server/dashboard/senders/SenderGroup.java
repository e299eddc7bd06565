package org.otpwidget.server.dashboard.senders;

import org.otpwidget.server.report.ShownSender;
import org.otpwidget.server.report.ShownSender.Code;
import org.otpwidget.server.report.ShownSender.Finding;
import org.otpwidget.server.report.ShownSender.Source;
import org.otpwidget.server.widget.Channel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The senders of a channel, as a page shows them. */
record SenderGroup(Channel channel, List<Card> cards) {

    /** Widgets and the like that are named one by one. */
    private static final int NAMED = 5;

    /**
     * A sender.
     *
     * @param more widgets beyond those that are named
     */
    record Card(ShownSender sender, List<Source> widgets, int more, List<Mention> mentions) {

        static Card of(ShownSender sender) {
            return new Card(
                    sender,
                    sender.widgets().stream().limit(NAMED).toList(),
                    Math.max(0, sender.widgets().size() - NAMED),
                    mentions(sender.findings()));
        }

        private static List<Mention> mentions(List<Finding> findings) {
            return findings.stream()
                    .collect(
                            Collectors.groupingBy(
                                    Finding::code, LinkedHashMap::new, Collectors.toList()))
                    .entrySet()
                    .stream()
                    .map(entry -> Mention.of(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    /**
     * Something to say of it, once.
     *
     * @param about what brings it about, the first of them
     */
    record Mention(Code code, List<Source> about) {

        static Mention of(Code code, List<Finding> findings) {
            return new Mention(
                    code,
                    findings.stream()
                            .map(Finding::about)
                            .filter(Objects::nonNull)
                            .limit(NAMED)
                            .map(Source.class::cast)
                            .toList());
        }
    }

    /** Whether any of them is for some countries only. */
    public boolean isByCountry() {
        return cards.stream()
                .flatMap(card -> card.sender().via().stream())
                .anyMatch(via -> !via.countries().isEmpty());
    }

    /** The channels that have any, in the order of the senders. */
    static List<SenderGroup> of(List<ShownSender> senders) {
        return senders.stream()
                .collect(
                        Collectors.groupingBy(
                                ShownSender::channel, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(
                        entry ->
                                new SenderGroup(
                                        entry.getKey(),
                                        entry.getValue().stream().map(Card::of).toList()))
                .toList();
    }
}
