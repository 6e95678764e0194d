"""Documents as trees of nodes, as the W3C has them: minidom makes them, pulldom reads them piece by piece."""


class Node:
    """The constants of nodes' types."""

    ELEMENT_NODE = 1
    ATTRIBUTE_NODE = 2
    TEXT_NODE = 3
    CDATA_SECTION_NODE = 4
    ENTITY_REFERENCE_NODE = 5
    ENTITY_NODE = 6
    PROCESSING_INSTRUCTION_NODE = 7
    COMMENT_NODE = 8
    DOCUMENT_NODE = 9
    DOCUMENT_TYPE_NODE = 10
    DOCUMENT_FRAGMENT_NODE = 11
    NOTATION_NODE = 12


class DOMException(Exception):
    """Base of the errors, each of which has a code."""

    def __init__(self, *args, **kw):
        if self.__class__ is DOMException:
            raise RuntimeError('DOMException should not be instantiated directly')
        Exception.__init__(self, *args, **kw)

    def _get_code(self):
        return self.code


def _errors():
    words = ('IndexSize DomstringSize HierarchyRequest WrongDocument InvalidCharacter NoDataAllowed '
             'NoModificationAllowed NotFound NotSupported InuseAttribute InvalidState Syntax InvalidModification '
             'Namespace InvalidAccess Validation').split()
    names = ('INDEX_SIZE DOMSTRING_SIZE HIERARCHY_REQUEST WRONG_DOCUMENT INVALID_CHARACTER NO_DATA_ALLOWED '
             'NO_MODIFICATION_ALLOWED NOT_FOUND NOT_SUPPORTED INUSE_ATTRIBUTE INVALID_STATE SYNTAX '
             'INVALID_MODIFICATION NAMESPACE INVALID_ACCESS VALIDATION').split()
    for code, (word, name) in enumerate(zip(words, names), 1):
        globals()[name + '_ERR'] = code
        class_name = {'Validation': 'ValidationErr'}.get(word, word + 'Err')
        globals()[class_name] = type(class_name, (DOMException,), {'code': code, '__module__': __name__})


_errors()
del _errors


class UserDataHandler:
    """The operations that handlers of user data are told of."""

    NODE_CLONED = 1
    NODE_IMPORTED = 2
    NODE_DELETED = 3
    NODE_RENAMED = 4


XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'
XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml'
EMPTY_NAMESPACE = None
EMPTY_PREFIX = None

from domreg import getDOMImplementation, registerDOMImplementation
