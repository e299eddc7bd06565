package org.otpwidget.server.problem.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;

import org.otpwidget.server.problem.Envelope;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.ProblemDetails;
import org.otpwidget.server.problem.Problems;

import reactor.netty.channel.AbortedException;

import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what is no HTTP request, or one beyond the size limits. The HTTP server's own answer has
 * no body, where clients parse one whatever the status, and its log line has the whole request.
 *
 * <p>Stands between the decoder and the HTTP server, one for each connection.
 */
final class UnreadableRequests extends ChannelDuplexHandler {

    private static final String WIDGET_CALLS = "/api/v5/widget/";
    private static final String ADMINISTRATION = "/v1/";

    private final JsonMapper json;
    private int unanswered;
    private boolean answering;
    private boolean refused;

    UnreadableRequests(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            request.setUri(Address.mended(request.uri()));
            unanswered++;
        }
        if (isReadable(message)) {
            context.fireChannelRead(message);
        } else {
            refuse(context, message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (refused) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(AbortedException.beforeSend());
            return;
        }
        answering |= message instanceof HttpResponse;
        if (message instanceof LastHttpContent) {
            answering = false;
            unanswered--;
        }
        var _ = context.write(message, promise);
    }

    private static boolean isReadable(Object message) {
        if (message instanceof DecoderResultProvider decoded
                && decoded.decoderResult().isFailure()) {
            return false;
        }
        return !(message instanceof HttpRequest request)
                || (request.protocolVersion().majorVersion() < 2 && Address.isReadable(request));
    }

    /** Says so and hangs up; an answer that is still due to an earlier request is not mixed up. */
    private void refuse(ChannelHandlerContext context, Object message) {
        refused = true;
        var answer = answer(message);
        ReferenceCountUtil.release(message);
        if (unanswered > 1 || answering) {
            answer.release();
            var _ = context.close();
        } else {
            var _ = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private DefaultFullHttpResponse answer(Object message) {
        String target = message instanceof HttpRequest request ? request.uri() : WIDGET_CALLS;
        Problem problem = problem(message);
        boolean widgetCall = Address.isBelow(WIDGET_CALLS, target);
        boolean administration = Address.isBelow(ADMINISTRATION, target);
        byte[] body =
                json.writeValueAsBytes(
                        administration ? ProblemDetails.of(problem) : Envelope.of(problem));
        var answer =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(widgetCall ? 200 : problem.status()),
                        Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(
                        HttpHeaderNames.CONTENT_TYPE,
                        administration ? "application/problem+json" : "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }

    private static Problem problem(Object message) {
        DecoderResult result =
                message instanceof DecoderResultProvider decoded
                        ? decoded.decoderResult()
                        : DecoderResult.SUCCESS;
        return switch (result.cause()) {
            case TooLongHttpLineException _ ->
                    Problems.unreadable(414, "The address of the request is too long.");
            case TooLongHttpHeaderException _ ->
                    Problems.unreadable(431, "The headers of the request are too large.");
            case null, default -> Problems.unreadable(400, "The request is not valid HTTP.");
        };
    }
}
