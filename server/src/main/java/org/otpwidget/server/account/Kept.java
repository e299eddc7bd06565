package org.otpwidget.server.account;

/**
 * What an account has of a kind of rows.
 *
 * @param days how long they are kept
 * @param usualDays how long the installation keeps them by itself, full days
 * @param least fewest days that can be chosen
 * @param most most days
 * @param rows how many there are, up to {@link KeptRows#MOST} + 1
 * @param over how many of them are older than those days, and about to be deleted; likewise bounded
 */
public record Kept(
        KeptKind kind, int days, int usualDays, int least, int most, long rows, long over) {}
