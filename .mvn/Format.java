import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks or rewrites the format of all Java files below some folders: {@code Format.java check|apply FOLDER...}. */
class Format {
    public static void main(String... args) throws Exception {
        boolean apply = args[0].equals("apply");
        var arguments = new ArrayList<>(List.of("--aosp"));
        arguments.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        for (String folder : List.of(args).subList(1, args.length)) {
            try (var files = Files.walk(Path.of(folder))) {
                files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
            }
        }
        int status = new Main(new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in)
                .format(arguments.toArray(String[]::new));
        if (status != 0) {
            System.err.println("The files above are not formatted: run `./mvnw -N validate -Dformat=apply`");
        }
        System.exit(status);
    }
}
