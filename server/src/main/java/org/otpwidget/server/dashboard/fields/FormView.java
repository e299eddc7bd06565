package org.otpwidget.server.dashboard.fields;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry;
import org.otpwidget.server.problem.FieldError;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;

import java.util.List;

/**
 * A form as the template {@code dashboard/form} writes it.
 *
 * @param name first word of the keys of its texts
 * @param errors all that is wrong, for the summary above the form
 * @param seen number of the latest change of what it shows; null: it shows nothing that changes
 * @param later what others have changed since it was opened, the latest first
 */
public record FormView(
        String name,
        List<GroupView> groups,
        List<FieldError> errors,
        @Nullable Long seen,
        List<AuditEntry> later) {

    /** The field that carries {@link #seen}. */
    private static final String SEEN = "seen";

    /** What a form says that it showed; null: it says nothing, and whatever it says is done. */
    public static @Nullable Long seenIn(MultiValueMap<String, String> sent) {
        String number = sent.getFirst(SEEN);
        return number != null && number.matches("[0-9]{1,18}") ? Long.valueOf(number) : null;
    }

    /** The form of something whose latest change this is. */
    public FormView seeing(@Nullable Long latest) {
        return new FormView(name, groups, errors, latest, later);
    }

    /** The form with what others have changed meanwhile, which counts as seen from here on. */
    public FormView behind(List<AuditEntry> changes) {
        return new FormView(name, groups, errors, changes.getFirst().id(), changes);
    }

    /** A group of fields. */
    public record GroupView(String name, List<FieldView> fields) {}

    /** Whether something is wrong with the form. */
    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** The status of a page that shows the form. */
    public HttpStatus status() {
        if (hasErrors()) {
            return HttpStatus.UNPROCESSABLE_CONTENT;
        }
        return later.isEmpty() ? HttpStatus.OK : HttpStatus.CONFLICT;
    }

    /** The id of the field that an error is about; of the form itself when it has no such field. */
    public String target(FieldError error) {
        return groups.stream()
                .flatMap(group -> group.fields().stream())
                .filter(field -> field.isMeant(error))
                .map(FieldView::id)
                .findFirst()
                .orElse("form");
    }

    /**
     * A field with what stands in it.
     *
     * @param values the ticked words, or one text
     * @param error what is wrong with it, or null
     */
    public record FieldView(Field field, List<String> values, @Nullable String error) {

        static FieldView of(Field field, List<String> values, List<FieldError> errors) {
            var bare = new FieldView(field, values, null);
            return new FieldView(
                    field,
                    values,
                    errors.stream()
                            .filter(bare::isMeant)
                            .map(FieldError::message)
                            .findFirst()
                            .orElse(null));
        }

        /** Id in the page. */
        public String id() {
            return field.path().replace('.', '-');
        }

        /** Its one text. */
        public String value() {
            return values.isEmpty() ? "" : values.getFirst();
        }

        /** Whether a word is chosen. */
        public boolean has(String word) {
            return values.contains(word);
        }

        /** The kind's name, for the template. */
        public String kind() {
            return field.kind().name();
        }

        /** Errors name the field, something in it, or the object that it stands in. */
        boolean isMeant(FieldError error) {
            String path = field.path();
            return path.equals(error.field())
                    || error.field().startsWith(path + ".")
                    || (!error.field().isEmpty() && path.startsWith(error.field() + "."));
        }
    }
}
