package org.otpwidget.server.delivery;

/** The statement that notes sent messages, for the benchmark, which calls it bare. */
public final class RecordStatement {

    public static final String SQL = MessageSql.RECORD.replace("$1", "?");

    private RecordStatement() {}
}
