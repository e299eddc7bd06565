package org.otpwidget.server.dashboard;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes into each table, in the pages, the roles that its parts have anyway. On phones rows are
 * laid out as blocks, and then some browsers no longer tell that they are rows, unless it is said.
 */
@Component
class TableRoles extends AbstractProcessorDialect {

    private static final Map<String, String> ROLES =
            Map.of(
                    "table", "table",
                    "thead", "rowgroup",
                    "tbody", "rowgroup",
                    "tr", "row",
                    "th", "columnheader",
                    "td", "cell");

    /** After all that Thymeleaf does with an element. */
    private static final int LAST = 100_000;

    TableRoles() {
        super("Table roles", null, LAST);
    }

    @Override
    public Set<IProcessor> getProcessors(@Nullable String prefix) {
        return ROLES.keySet().stream().map(Part::new).collect(Collectors.toUnmodifiableSet());
    }

    private static final class Part extends AbstractElementTagProcessor {

        private final String name;

        Part(String name) {
            super(TemplateMode.HTML, null, name, false, null, false, LAST);
            this.name = name;
        }

        @Override
        protected void doProcess(
                ITemplateContext context,
                IProcessableElementTag tag,
                IElementTagStructureHandler handler) {
            boolean ofRow = "row".equals(tag.getAttributeValue("scope"));
            handler.setAttribute("role", ofRow ? "rowheader" : ROLES.get(name));
        }
    }
}
