import java.util.List;

/**
 * Runs a command with {@code JAVA25_HOME} set to the JDK that runs this file. Maven's toolchain picks
 * that JDK, and a child process has no other way to learn of it.
 */
class Run {
    public static void main(String... command) throws Exception {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        var builder = new ProcessBuilder(windows ? List.of("cmd", "/c") : List.of()).inheritIO();
        builder.command().addAll(List.of(command));
        builder.environment().put("JAVA25_HOME", System.getProperty("java.home"));
        System.exit(builder.start().waitFor());
    }
}
