using ApexSovereignty.Flow.Values;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Rules;

/// <summary>Names the members around a place; unlike its position, they stay when code above it moves.</summary>
public static class EnclosingMember
{
    /// <summary>For example <c>LeadService.Inner.send</c>; the file's path where there is none.</summary>
    public static string NameOf(CodeLocation at)
    {
        var names = new List<string>();
        IEnumerable<MemberDeclarationSyntax> members = at.Tree.Root.Members;
        while (members.FirstOrDefault(m => m.Span.Contains(at.Span)) is { } member)
        {
            switch (member)
            {
                case TypeDeclarationSyntax type:
                    names.Add(type.Name.Text);
                    members = type.Members;
                    continue;
                case TriggerDeclarationSyntax trigger:
                    names.Add(trigger.Name.Text);
                    members = trigger.Members;
                    continue;
                case MethodDeclarationSyntax method:
                    names.Add($"{method.Name.Text}({string.Join(',', method.Parameters.Select(p => p.Type))})");
                    break;
                case PropertyDeclarationSyntax property:
                    names.Add(property.Name.Text);
                    break;
            }

            break;
        }

        return names.Count == 0 ? at.Tree.FilePath : string.Join('.', names);
    }
}
