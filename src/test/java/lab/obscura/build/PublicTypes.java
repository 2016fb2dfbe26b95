package lab.obscura.build;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads sources with the compiler's own parser, so that no regular expression has to guess where a type begins. */
final class PublicTypes {

    private PublicTypes() {}

    /** Names of the types declared {@code public}, nested ones too, that no documentation comment precedes. */
    static List<String> withoutJavadoc(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var scanner = new Scanner(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                scanner.scan(unit, null);
            }
            return scanner.silent;
        }
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {

        private final DocTrees comments;
        private final List<String> silent = new ArrayList<>();

        private Scanner(DocTrees comments) {
            this.comments = comments;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            boolean isPublic = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
            if (isPublic && comments.getDocComment(getCurrentPath()) == null) {
                String file =
                        getCurrentPath().getCompilationUnit().getSourceFile().getName();
                silent.add(type.getSimpleName() + " in " + file);
            }
            return super.visitClass(type, nothing);
        }
    }
}
