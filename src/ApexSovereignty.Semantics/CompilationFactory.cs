using System.Collections.Immutable;
using ApexSovereignty.Metadata;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics;

/// <summary>Makes compilations.</summary>
public static class CompilationFactory
{
    /// <summary>Binds the files of one SFDX project together. Cheap: members and bodies are bound when asked for.</summary>
    /// <param name="trees">The project's classes and triggers, in any order.</param>
    /// <param name="project">The project's metadata.</param>
    /// <param name="jobs">Threads that may look through the trees, at least one; null for one per processor. What is bound does not depend on it.</param>
    public static Compilation Create(ImmutableArray<SyntaxTree> trees, ProjectModel project, int? jobs = null) => new SourceCompilation(trees, project, jobs);
}
