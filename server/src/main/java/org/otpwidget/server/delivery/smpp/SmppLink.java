package org.otpwidget.server.delivery.smpp;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderTools;
import org.otpwidget.server.delivery.provider.Transcript;
import org.otpwidget.server.delivery.provider.VendorHttp;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One account at an SMSC. */
final class SmppLink implements ProviderLink {

    private final SmppSettings settings;
    private final Scheduler threads;
    private final Scheduler timer = Schedulers.parallel();
    private final LongMessages longMessages;
    private final Pace pace;
    private final Semaphore window;
    private final Binding binding;

    SmppLink(SmppSettings settings, ProviderTools tools) {
        this.settings = settings;
        this.threads = tools.threads();
        this.longMessages = new LongMessages(tools.receipts(), timer);
        this.pace = new Pace(settings.perSecond(), timer);
        this.window = new Semaphore(settings.window());
        var inbox = new Inbox(new ReceiptReader(settings.receiptIds()), longMessages, Inbox.ROOM);
        this.binding =
                new Binding(
                        settings.providerId(),
                        () -> SmscSession.open(settings, tools.network(), tools.clock(), inbox),
                        threads,
                        timer);
    }

    @Override
    public Mono<Outcome> send(Message message) {
        EncodedText text = settings.alphabet().encode(message.content().text());
        List<Piece> pieces = Piece.of(text, settings.payload(), message.id());
        return binding.session()
                .delayUntil(_ -> pace.turn(pieces.size()))
                .flatMap(session -> submit(session, message, text, pieces))
                .timeout(VendorHttp.PATIENCE, timer)
                .delayUntil(ids -> Transcript.note(0, accepted(ids)))
                .<Outcome>map(ids -> new Outcome.Sent(name(ids)))
                .onErrorResume(this::failed);
    }

    @Override
    public int concurrency() {
        return settings.window();
    }

    @Override
    public void close() {
        binding.close();
    }

    /** Ends when the connection is lost, since then no answer can come. */
    private Mono<List<String>> submit(
            SmscSession session, Message message, EncodedText text, List<Piece> pieces) {
        Mono<List<String>> submitted =
                Mono.fromCallable(() -> submitAll(session, message, text, pieces))
                        .subscribeOn(threads);
        Mono<List<String>> lost =
                session.lost().then(Mono.error(() -> SmppFailure.of("the connection was lost")));
        return Mono.firstWithSignal(submitted, lost)
                .doOnError(SmppFailure.class, failure -> leaveIfUnbound(session, failure));
    }

    /** The SMSC forgot the bind; the next message shall find a new one. */
    private void leaveIfUnbound(SmscSession session, SmppFailure failure) {
        Integer status = failure.status();
        if (status != null && status == CommandStatus.INVALID_BIND_STATUS) {
            threads.schedule(session::close);
        }
    }

    private List<String> submitAll(
            SmscSession session, Message message, EncodedText text, List<Piece> pieces)
            throws SmppFailure, InterruptedException {
        boolean several = pieces.size() > 1;
        List<String> ids = List.of();
        if (several) {
            longMessages.begin();
        }
        try {
            var all = new ArrayList<String>();
            for (Piece piece : pieces) {
                String id = submitOne(session, message, text.dataCoding(), piece);
                all.add(settings.receiptIds().ofAnswer(id));
            }
            ids = all;
            binding.works();
            return ids;
        } finally {
            if (several) {
                longMessages.end(ids);
            }
        }
    }

    private String submitOne(SmscSession session, Message message, byte coding, Piece piece)
            throws SmppFailure, InterruptedException {
        if (!window.tryAcquire(SmscSession.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw SmppFailure.of("the window is full");
        }
        try {
            return session.submit(message, coding, piece);
        } finally {
            window.release();
        }
    }

    private Mono<Outcome> failed(Throwable failure) {
        return switch (failure) {
            case SmppFailure known when known.status() != null -> refused(known.status());
            case SmppFailure known ->
                    Transcript.note(null, known.reason())
                            .thenReturn(new Outcome.FailedForNow(known.reason()));
            case Pace.Busy busy ->
                    Mono.just(
                            new Outcome.Deferred(
                                    "messages per second are used up", busy.waitTime()));
            case TimeoutException _ -> Mono.just(new Outcome.FailedForNow("no answer in time"));
            default ->
                    Mono.just(
                            new Outcome.FailedForNow(
                                    "no answer: " + failure.getClass().getSimpleName()));
        };
    }

    private Mono<Outcome> refused(int status) {
        if (CommandStatus.isBusy(status)) {
            pace.pause(CommandStatus.PAUSE);
        }
        return Transcript.note(status, CommandStatus.words(status))
                .thenReturn(CommandStatus.outcome(status, settings));
    }

    /** The last part's id; null when the SMSC gives none. */
    private static @Nullable String name(List<String> ids) {
        return ids.getLast().isEmpty() ? null : ids.getLast();
    }

    private static String accepted(List<String> ids) {
        return CommandStatus.words(0) + ", message id " + String.join(", ", ids);
    }
}
