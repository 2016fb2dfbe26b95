package lab.obscura.build;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Finds assertions in loops: where one fails the others are not asked, where nothing is looped over none is, and the message says not which. */
final class AssertionLoops extends TreeScanner<Void, Boolean> {

    private final CompilationUnitTree file;
    private final SourcePositions positions;
    private final List<String> found = new ArrayList<>();

    private AssertionLoops(CompilationUnitTree file, SourcePositions positions) {
        this.file = file;
        this.positions = positions;
    }

    /** As {@code File.java:line}, one for every assertion. */
    static List<String> in(Iterable<? extends JavaFileObject> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, null, null, null, sources);
        var positions = Trees.instance(task).getSourcePositions();
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree file : task.parse()) {
            var loops = new AssertionLoops(file, positions);
            loops.scan(file, false);
            found.addAll(loops.found);
        }
        return found;
    }

    @Override
    public Void visitForLoop(ForLoopTree loop, Boolean inLoop) {
        return scan(loop.getStatement(), true);
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree loop, Boolean inLoop) {
        return scan(loop.getStatement(), true);
    }

    @Override
    public Void visitWhileLoop(WhileLoopTree loop, Boolean inLoop) {
        return scan(loop.getStatement(), true);
    }

    @Override
    public Void visitDoWhileLoop(DoWhileLoopTree loop, Boolean inLoop) {
        return scan(loop.getStatement(), true);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Boolean inLoop) {
        String name = name(call.getMethodSelect());
        if (inLoop && name.matches("assert([A-Z].*)?|fail")) {
            long line = file.getLineMap().getLineNumber(positions.getStartPosition(file, call));
            found.add(file.getSourceFile().getName() + ":" + line);
        }
        scan(call.getMethodSelect(), inLoop);
        return scan(call.getArguments(), inLoop || name.startsWith("forEach"));
    }

    private static String name(ExpressionTree method) {
        if (method instanceof MemberSelectTree member) {
            return member.getIdentifier().toString();
        }
        return method instanceof IdentifierTree plain ? plain.getName().toString() : "";
    }
}
