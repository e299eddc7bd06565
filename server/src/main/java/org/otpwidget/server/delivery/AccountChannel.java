package org.otpwidget.server.delivery;

import org.otpwidget.server.widget.Channel;

/** Messages of one account over one channel. */
record AccountChannel(long accountId, Channel channel) {

    static AccountChannel of(Queued message) {
        return new AccountChannel(message.accountId(), message.channel());
    }
}
