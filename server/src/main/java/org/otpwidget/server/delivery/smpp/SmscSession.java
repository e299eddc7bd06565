package org.otpwidget.server.delivery.smpp;

import org.jsmpp.DefaultPDUSender;
import org.jsmpp.GenericNackResponseException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.util.DefaultComposer;
import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.provider.Network;
import org.otpwidget.server.template.Dlt;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;

import javax.net.ssl.SSLException;

/** One connection to an SMSC, bound as transceiver until it is lost or closed. */
final class SmscSession implements AutoCloseable {

    /** How long the SMSC may take to answer. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final ESMClass PLAIN = new ESMClass();
    private static final ESMClass WITH_HEADER =
            new ESMClass().setSpecificFeature(GSMSpecificFeature.UDHI);

    /** Of vendors' own tags (SMPP 3.4, 5.3), those that the Indian operators agreed upon. */
    private static final short DLT_ENTITY = 0x1400;

    private static final short DLT_TEMPLATE = 0x1401;
    private static final byte NO_PROTOCOL = 0;
    private static final byte NO_PRIORITY = 0;
    private static final byte NO_REPLACEMENT = 0;
    private static final byte NO_PREPARED_TEXT = 0;

    private final SMPPSession session;
    private final SmppSettings settings;
    private final Clock clock;
    private final Mono<Void> lost;

    private SmscSession(SMPPSession session, SmppSettings settings, Clock clock, Mono<Void> lost) {
        this.session = session;
        this.settings = settings;
        this.clock = clock;
        this.lost = lost;
    }

    /**
     * Connects and binds; blocks.
     *
     * @param listener gets what the SMSC sends by itself
     */
    static SmscSession open(
            SmppSettings settings, Network network, Clock clock, MessageReceiverListener listener)
            throws SmppFailure {
        var session =
                new SMPPSession(
                        new SynchronizedPDUSender(new DefaultPDUSender(new DefaultComposer())),
                        new BoundedPdus(),
                        new SmscSockets(settings, network));
        session.setTransactionTimer(PATIENCE.toMillis());
        session.setEnquireLinkTimer((int) settings.enquireLink().toMillis());
        session.setMessageReceiverListener(listener);
        Sinks.Empty<Void> lost = Sinks.empty();
        session.addSessionStateListener(
                (now, _, _) -> {
                    if (now == SessionState.UNBOUND || now == SessionState.CLOSED) {
                        var _ = lost.tryEmitEmpty();
                    }
                });
        try {
            session.connectAndBind(
                    settings.host(), settings.port(), bind(settings), PATIENCE.toMillis());
            return new SmscSession(session, settings, clock, lost.asMono());
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e.getCause() instanceof NegativeResponseException refused
                    ? SmppFailure.refused(refused.getCommandStatus())
                    : failure(e);
        }
    }

    /** Completes when the connection is lost or closed; it forgets whoever gives up waiting. */
    Mono<Void> lost() {
        return lost;
    }

    /**
     * Hands over a message or a part of one; blocks.
     *
     * @return the SMSC's id for it
     */
    String submit(Message message, byte dataCoding, Piece piece) throws SmppFailure {
        SmppAddress to = settings.destination(message.recipient());
        SmppAddress from = settings.source(message.content().sender());
        try {
            return session.submitShortMessage(
                            settings.serviceType(),
                            TypeOfNumber.valueOf(from.ton()),
                            NumberingPlanIndicator.valueOf(from.npi()),
                            from.value(),
                            TypeOfNumber.valueOf(to.ton()),
                            NumberingPlanIndicator.valueOf(to.npi()),
                            to.value(),
                            piece.hasHeader() ? WITH_HEADER : PLAIN,
                            NO_PROTOCOL,
                            NO_PRIORITY,
                            null,
                            validity(message),
                            registered(),
                            NO_REPLACEMENT,
                            new RawDataCoding(dataCoding),
                            NO_PREPARED_TEXT,
                            piece.shortMessage(),
                            parameters(message, piece))
                    .getMessageId();
        } catch (NegativeResponseException e) {
            throw SmppFailure.refused(e.getCommandStatus());
        } catch (ResponseTimeoutException | InvalidResponseException | PDUException e) {
            throw failure(e);
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
    }

    /** Says good-bye, waits a moment for the answer, and closes; blocks. */
    @Override
    public void close() {
        session.unbindAndClose();
    }

    private static BindParameter bind(SmppSettings settings) {
        return new BindParameter(
                BindType.BIND_TRX,
                settings.systemId(),
                settings.password().reveal(),
                settings.systemType(),
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                "");
    }

    /** In the relative format (SMPP 3.4, 7.1.1.2); null leaves it to the SMSC. */
    private @Nullable String validity(Message message) {
        Duration longest = settings.validity();
        Duration left = Duration.ofSeconds(message.secondsLeft(clock.instant()));
        Duration time = left.compareTo(longest) < 0 ? left : longest;
        return longest.isZero()
                ? null
                : "0000%02d%02d%02d%02d000R"
                        .formatted(
                                time.toDays(),
                                time.toHoursPart(),
                                time.toMinutesPart(),
                                time.toSecondsPart());
    }

    private static OptionalParameter[] parameters(Message message, Piece piece) {
        var all = new ArrayList<OptionalParameter>();
        Dlt dlt = message.content().dlt();
        if (dlt != null && dlt.entityId() != null) {
            all.add(new OptionalParameter.OctetString(DLT_ENTITY, octets(dlt.entityId())));
        }
        if (dlt != null) {
            all.add(new OptionalParameter.OctetString(DLT_TEMPLATE, octets(dlt.templateId())));
        }
        if (piece.payload() != null) {
            all.add(new OptionalParameter.Message_payload(piece.payload()));
        }
        return all.toArray(OptionalParameter[]::new);
    }

    private static byte[] octets(String digits) {
        return digits.getBytes(StandardCharsets.US_ASCII);
    }

    private RegisteredDelivery registered() {
        return new RegisteredDelivery(
                settings.receipts()
                        ? SMSCDeliveryReceipt.SUCCESS_FAILURE
                        : SMSCDeliveryReceipt.DEFAULT);
    }

    /** Never the exception's own text, which may hold what was sent. */
    private static SmppFailure failure(Exception failure) {
        Throwable cause =
                failure instanceof SSLException
                        ? failure
                        : Objects.requireNonNullElse(failure.getCause(), failure);
        return SmppFailure.of(
                switch (cause) {
                    case ResponseTimeoutException _, SocketTimeoutException _ ->
                            "no answer in time";
                    case UnknownHostException _ -> "the host is unknown or not public";
                    case ConnectException _ -> "cannot connect";
                    case SSLException _ -> "TLS failed";
                    case GenericNackResponseException nack ->
                            "generic_nack, " + CommandStatus.words(nack.getCommandStatus());
                    case PDUException _ -> "a setting is not what SMPP allows";
                    default -> "no answer: " + cause.getClass().getSimpleName();
                });
    }
}
