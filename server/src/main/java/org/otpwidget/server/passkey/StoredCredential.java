package org.otpwidget.server.passkey;

import java.util.List;

/**
 * What is kept of a passkey to check its signatures by.
 *
 * @param id that its authenticator calls it by
 * @param data attested credential data: the id again, and the public key
 * @param signCount of its latest signature; 0 for ever where the authenticator doesn't count
 * @param backupEligible whether its keeper may copy it to other devices
 * @param transports how browsers reach it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never given out
record StoredCredential(
        byte[] id, byte[] data, long signCount, boolean backupEligible, List<String> transports) {

    @Override
    public String toString() {
        return "StoredCredential";
    }
}
