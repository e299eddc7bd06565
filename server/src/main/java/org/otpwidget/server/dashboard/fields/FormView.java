package org.otpwidget.server.dashboard.fields;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.FieldError;
import org.springframework.http.HttpStatus;

import java.util.List;

/**
 * A form as the template {@code dashboard/form} writes it.
 *
 * @param name first word of the keys of its texts
 * @param errors all that is wrong, for the summary above the form
 */
public record FormView(String name, List<GroupView> groups, List<FieldError> errors) {

    /** A group of fields. */
    public record GroupView(String name, List<FieldView> fields) {}

    /** Whether something is wrong with the form. */
    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** The status of a page that shows the form. */
    public HttpStatus status() {
        return hasErrors() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
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
