package org.otpwidget.server.dashboard;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import javax.tools.ToolProvider;

/**
 * The sentences that stand in the sources of some rooms, as the compiler reads them: with {@code
 * {}} for whatever is put in between. Not those of log lines, exceptions and annotations.
 */
final class Sentences extends TreeScanner<Void, Void> {

    private static final Set<String> UNSEEN = Set.of("saying", "sql", "compile");
    private static final String HOLE = "{}";

    private final Set<String> found = new TreeSet<>();

    private Sentences() {}

    static Set<String> in(List<Path> folders) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var sources =
                    files.getJavaFileObjectsFromPaths(
                            folders.stream()
                                    .flatMap(folder -> javaFiles(folder).stream())
                                    .toList());
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, sources);
            var sentences = new Sentences();
            task.parse().forEach(unit -> unit.accept(sentences, null));
            return sentences.found;
        }
    }

    private static List<Path> javaFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void visitBinary(BinaryTree tree, Void nothing) {
        String text = textOf(tree);
        if (text.chars().anyMatch(c -> c != '{' && c != '}')) {
            keep(text);
            return null;
        }
        return super.visitBinary(tree, null);
    }

    @Override
    public Void visitLiteral(LiteralTree tree, Void nothing) {
        keep(textOf(tree));
        return null;
    }

    @Override
    public Void visitAnnotation(AnnotationTree tree, Void nothing) {
        return null;
    }

    @Override
    public Void visitNewClass(NewClassTree tree, Void nothing) {
        return tree.getIdentifier().toString().endsWith("Exception")
                ? null
                : super.visitNewClass(tree, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
        if (!(tree.getMethodSelect() instanceof MemberSelectTree method)) {
            return super.visitMethodInvocation(tree, null);
        }
        String name = method.getIdentifier().toString();
        if (name.equals("formatted")) {
            keep(textOf(method.getExpression()).replaceAll("%[sd]", "{}"));
            return scan(tree.getArguments(), null);
        }
        boolean logs = method.getExpression().toString().equalsIgnoreCase("log");
        return logs || UNSEEN.contains(name) ? null : super.visitMethodInvocation(tree, null);
    }

    private void keep(String text) {
        if (text.matches("(?s)(\\p{Lu}|\\{\\}).* .*[.…}]") && !text.contains("\n")) {
            found.add(text);
        }
    }

    private static String textOf(ExpressionTree tree) {
        return switch (tree) {
            case LiteralTree literal when literal.getValue() instanceof String text -> text;
            case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS ->
                    textOf(sum.getLeftOperand()) + textOf(sum.getRightOperand());
            default -> HOLE;
        };
    }
}
