package org.otpwidget.server.account;

import org.otpwidget.server.audit.Actor;
import org.otpwidget.server.audit.Author;

/**
 * Who calls {@code /v1}: an authkey with scope admin. A controller that has it as a parameter is
 * closed to everybody else.
 *
 * @param accountId the account that the call may see and change
 * @param actor the key that it is made with
 */
public record Administrator(long accountId, Actor actor) implements Author {}
