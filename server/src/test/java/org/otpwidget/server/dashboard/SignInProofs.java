package org.otpwidget.server.dashboard;

import org.otpwidget.server.LogWatch;
import org.otpwidget.server.accesstoken.AccessTokens;
import org.otpwidget.server.accesstoken.Claims;
import org.otpwidget.server.account.Ids;
import org.otpwidget.server.widget.Channel;
import org.springframework.r2dbc.core.DatabaseClient;

import java.time.Instant;

/** Access tokens as the widget gets them, without a message having been sent. */
final class SignInProofs {

    private final DatabaseClient database;
    private final AccessTokens accessTokens;

    SignInProofs(DatabaseClient database, AccessTokens accessTokens) {
        this.database = database;
        this.accessTokens = accessTokens;
    }

    /** What a visitor did, and where; {@link #usual} is on the dashboard's own page. */
    record Done(
            long account,
            String widget,
            String identifier,
            String platform,
            String host,
            boolean byCode,
            boolean invisible,
            boolean demo) {

        static Done usual(long account, String widget, String identifier) {
            return new Done(
                    account, widget, identifier, "web", "otp.shop.example", true, false, false);
        }

        Done at(String otherHost) {
            return new Done(
                    account, widget, identifier, platform, otherHost, byCode, invisible, demo);
        }

        Done on(String otherPlatform) {
            return new Done(
                    account, widget, identifier, otherPlatform, host, byCode, invisible, demo);
        }

        Done byDemo() {
            return new Done(account, widget, identifier, platform, host, byCode, invisible, true);
        }

        Done unseen() {
            return new Done(account, widget, identifier, platform, host, false, true, demo);
        }
    }

    /** The access token of somebody who did it now. */
    String of(Done done, Instant now) {
        String id = Ids.next(now);
        database.sql(
                        """
                        INSERT INTO request (id, account_id, widget_id, platform, identifier,
                            identifier_hash, channel, code_hash, attempts, attempt_limit,
                            retry_limit, retry_wait, created_at, sent_at, expires_at, verified_at,
                            idempotency_hash, host, demo)
                        VALUES (:id, :account, :widget, :platform, :identifier, '', 11, '', 1, 5, 3,
                            30, :now, :now, CAST(:now AS timestamptz) + interval '10 min', :now, '',
                            :host, :demo)
                        """)
                .bind("id", id)
                .bind("account", done.account())
                .bind("widget", done.widget())
                .bind("platform", done.platform())
                .bind("identifier", done.identifier())
                .bind("host", done.host())
                .bind("demo", done.demo())
                .bind("now", now)
                .then()
                .block();
        String token =
                accessTokens.issue(
                        new Claims(
                                id,
                                done.widget(),
                                done.identifier(),
                                done.byCode() ? Channel.SMS : null,
                                now,
                                done.invisible(),
                                done.demo()));
        LogWatch.secret(token.substring(token.lastIndexOf('.') + 1));
        return token;
    }
}
